// Paper forms by the keyboard alone: one key a question, Enter stores. What is typed waits in the page until the server
// has said that it is stored; each form has a key of its own, so sending it again never stores it twice.
let memory = {}
try {
  memory = sessionStorage
} catch {}

const form = document.forms.kertas
const rows = [...form.querySelectorAll('[data-row]')]
const news = document.getElementById('kabar')
const stored = document.getElementById('tersimpan')
const suggestion = form.elements.saran
const shelf = `kertas ${location.pathname}`
const pauses = [1000, 2000, 5000, 10000]

// Forms that were typed and are not stored yet: where each goes, and what it says as an address would write it.
const { waiting, refused } = JSON.parse(memory[shelf] ?? '{"waiting":[],"refused":[]}')
let count = Number(form.dataset.stored)
let tries = 0
let sending = false
let timer = 0
let here = 0

const written = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '.')

const newKey = () =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
  )

const keep = () => {
  try {
    memory[shelf] = JSON.stringify({ waiting, refused })
  } catch {}
}

const tell = (trouble) => {
  const parts = trouble ? [trouble] : []
  if (waiting.length > 0) parts.push(`${written(waiting.length)} formulir menunggu disimpan; jangan tutup halaman ini.`)
  if (refused.length > 0) parts.push(`${written(refused.length)} formulir ditolak: ${refused[0].why} `)
  news.textContent = parts.join(' ')
  news.classList.toggle('problem', Boolean(trouble) || refused.length > 0)
  if (refused.length > 0) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'Buka formulir itu'
    button.addEventListener('click', reopen)
    news.append(button)
  }
  stored.textContent = written(count)
}

const send = async () => {
  clearTimeout(timer)
  if (sending || waiting.length === 0) return
  sending = true
  const [first] = waiting
  let trouble = ''
  try {
    const answer = await fetch(first.to, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: first.says,
      signal: AbortSignal.timeout(15000),
    })
    if (answer.ok) {
      const { jumlah } = await answer.json()
      if (first.to === form.action) count = jumlah
      waiting.shift()
      tries = 0
    } else if ([409, 413, 422].includes(answer.status)) {
      const { kesalahan } = await answer.json().catch(() => ({}))
      refused.push({ ...first, why: kesalahan?.[0]?.pesan ?? 'isiannya tidak terbaca.' })
      waiting.shift()
    } else if (answer.type === 'opaqueredirect' || answer.status === 403) {
      trouble = 'Sesi Anda berakhir. Masuk lagi di tab lain, lalu formulir terkirim dari sini.'
    } else trouble = 'Sistem sedang terganggu. Formulir dikirim lagi sebentar lagi.'
  } catch {
    trouble = 'Sambungan terputus. Formulir dikirim lagi begitu tersambung.'
  }
  sending = false
  keep()
  tell(trouble)
  if (trouble) timer = setTimeout(send, pauses[Math.min(tries++, pauses.length - 1)])
  else send()
}

const mark = (place) => {
  here = place
  for (const [at, row] of rows.entries()) row.classList.toggle('here', at === here)
}

const show = (place) => {
  mark(Math.max(0, Math.min(place, rows.length)))
  const row = rows[here]
  const target = row
    ? (row.querySelector(':checked') ?? row.querySelector('input'))
    : form.querySelector('[type=submit]')
  target.focus({ preventScroll: true })
  ;(row ?? target).scrollIntoView({ block: 'nearest' })
}

const clear = (row) => {
  for (const input of row.querySelectorAll('input')) input.checked = false
}

const empty = () => {
  for (const row of rows) clear(row)
  suggestion.value = ''
  form.elements.kunci.value = newKey()
  document.getElementById('kesalahan')?.remove()
}

// Back into the form as it was typed, to be mended; it goes as a new one.
function reopen() {
  const { says } = refused.shift()
  empty()
  for (const [name, value] of new URLSearchParams(says)) {
    if (name === 'saran') suggestion.value = value
    else if (name !== 'kunci') form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`)?.click()
  }
  keep()
  tell('')
  show(0)
}

const store = () => {
  if (!form.querySelector('.answers :checked')) {
    tell('Belum ada jawaban. Isi paling sedikit satu unsur.')
    return show(0)
  }
  waiting.push({ to: form.action, says: String(new URLSearchParams(new FormData(form))) })
  keep()
  tell('')
  empty()
  show(0)
  send()
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  store()
})

// Chosen with a finger or a mouse: the next key belongs to the row after it.
form.addEventListener('click', ({ target, detail }) => {
  if (detail > 0 && target.matches('[data-row] input')) show(rows.indexOf(target.closest('[data-row]')) + 1)
})
form.addEventListener('focusin', ({ target }) => {
  const row = target.closest('[data-row]')
  mark(row ? rows.indexOf(row) : rows.length)
})

addEventListener('keydown', (event) => {
  const { key, target } = event
  if (event.isComposing || event.altKey || event.metaKey) return
  if (target === suggestion) {
    if (key === 'Escape') show(rows.length)
    if (key === 'Enter' && event.ctrlKey && !event.repeat) store()
    return
  }
  // Elsewhere on the page the keys mean what they always mean.
  if (event.ctrlKey || (!form.contains(target) && target !== document.body)) return
  const row = rows[here]
  const stroke = key.length === 1 ? key.toLowerCase() : key
  const choice = row?.querySelector(`[data-stroke="${CSS.escape(stroke)}"]`)
  if (stroke === 'Enter') {
    // A key held down must not store form after form.
    if (!event.repeat) store()
  } else if (choice) {
    choice.checked = true
    show(here + 1)
  } else if (row && (stroke === '0' || stroke === ' ')) {
    clear(row)
    show(here + 1)
  } else if (stroke === 'Backspace') show(here - 1)
  else if (stroke === 's') suggestion.focus()
  else return
  event.preventDefault()
})

addEventListener('online', send)
document.addEventListener('visibilitychange', send)
addEventListener('beforeunload', (event) => {
  if (waiting.length > 0) event.preventDefault()
})

for (const hint of document.querySelectorAll('#tombol, #tombol-saran')) hint.hidden = false
const faults = document.getElementById('kesalahan')
if (faults) faults.focus()
else show(0)
tell('')
send()
