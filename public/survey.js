// What the survey gains where scripts run: progress, answers that are kept on the phone before they are sent, a receipt at
// once, a fresh form for the next person. Its words stand in the page (src/responses/pages/kept.tsx).
const queue = self.antrean
const form = document.forms.survei
const main = document.getElementById('isi')
const words = document.getElementById('terima')
const parts = words ? Array.from(words.content.children) : []
const [receipt, waiting, refused] = parts
/** Answers that were given on this page, until it is known what became of them; and those of which that is known. */
const given = new Map()
const known = new Map()
const kiosk = form && 'kios' in form.dataset
/** A page that came through the worker has been kept by it. */
const controlled = navigator.serviceWorker?.controller
let shown
let settled
let pause = 5000
let retry

const uuid = () =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
  )
const when = (time) => {
  const say = (how) =>
    new Intl.DateTimeFormat([document.documentElement.lang, 'id'], { ...how, timeZone: words.dataset.zona })
  return `${say({ dateStyle: 'long' }).format(time)}, ${say({ timeStyle: 'short' }).format(time)}`
}
const quarter = (time) => {
  const how = { month: 'numeric', year: 'numeric', timeZone: words.dataset.zona }
  const [month, year] = new Intl.DateTimeFormat('en-US', how).format(time).split('/')
  return { triwulan: ['I', 'II', 'III', 'IV'][Math.ceil(month / 3) - 1], tahun: year }
}
const fill = (part, values) => {
  for (const slot of part.querySelectorAll('[data-isi]')) {
    if (slot.dataset.isi in values) slot.textContent = values[slot.dataset.isi]
  }
}
const inState = (part, state) => {
  for (const one of part.querySelectorAll('[data-saat]')) one.hidden = !one.dataset.saat.split(' ').includes(state)
}
const find = async (key) => known.get(key) ?? queue.get(key).catch(() => undefined)

/** Shows the receipt of an answer, as it is now; undefined takes it away. */
async function show(key) {
  const first = shown !== key
  shown = key
  if (!key) {
    receipt?.remove()
    main.classList.remove('answered')
    return
  }
  const one = await find(key)
  if (shown !== key) return
  const gone = given.has(key) ? 'ingat' : 'hilang'
  const state = !one ? gone : one.tanda ? 'kirim' : one.tolak ? 'tolak' : 'simpan'
  inState(receipt, state)
  settled = state === 'kirim' || state === 'tolak'
  if (one) {
    const { tanda, pada, tolak } = one
    fill(receipt, { tanda, pada: when(pada), ...quarter(pada), alasan: tolak?.join(' ') })
  }
  if (one?.tanda && form && !kiosk) {
    history.replaceState({ terima: key }, '', `${form.getAttribute('action')}/terima/${one.tanda}`)
  }
  if (!first) return
  main.prepend(receipt)
  main.classList.add('answered')
  scrollTo(0, 0)
  receipt.focus({ preventScroll: true })
  dispatchEvent(new Event('answered'))
}

/** Tells what waits on this phone and what was refused. */
async function tell() {
  const all = words ? await queue.all().catch(() => []) : []
  const many = all.filter(queue.waits).length
  for (const note of main.querySelectorAll('.kept')) note.remove()
  if (many) {
    fill(waiting, { jumlah: many })
    main.prepend(waiting)
  }
  for (const one of all.filter(({ tolak }) => tolak)) {
    const note = refused.cloneNode(true)
    note.dataset.kunci = one.kunci
    fill(note, { pada: when(one.pada), alasan: one.tolak.join(' ') })
    main.prepend(note)
  }
  if (shown) await show(shown)
}

/** Sends what waits; while something does and the page is open, again and again. */
async function flush() {
  clearTimeout(retry)
  let left = await queue.flush().catch(() => 0)
  for (const [key, one] of given) {
    if ((await find(key))?.isi && !known.has(key)) continue
    // The storage was emptied since: what this page still knows is sent without it.
    const told = (await find(key)) ?? (await queue.send(one))
    if (!told.tanda && !told.tolak) left += 1
    else {
      known.set(key, { ...one, ...told })
      given.delete(key)
    }
  }
  await tell()
  if (!left) return
  retry = setTimeout(flush, pause)
  pause = Math.min(pause * 2, 300000)
  // Browsers that can, send it after the page has been closed.
  const worker = await navigator.serviceWorker?.getRegistration('/s/')
  await worker?.sync?.register('antrean').catch(() => {})
  await navigator.storage?.persist?.()
}

document.addEventListener('click', async ({ target }) => {
  const wanted = target.closest?.('[data-buat]')?.dataset.buat
  const key = target.closest?.('[data-kunci]')?.dataset.kunci ?? shown
  if (wanted === 'hapus') await queue.remove(key)
  if (wanted === 'kirim') {
    const one = await find(key)
    if (one?.tolak) await queue.put({ ...one, tolak: undefined })
    pause = 5000
  }
  if (wanted === 'hapus' && key === shown) history.back()
  if (wanted === 'hapus' || wanted === 'kirim') await flush()
})

if (form) {
  const questions = form.querySelectorAll('.question').length
  const progress = document.querySelector('.progress')
  const button = form.querySelector('button[type=submit]')
  const label = button.textContent
  const failure = document.getElementById('gagal')
  let sending = false

  const count = () => {
    const answered = form.querySelectorAll('.question :checked').length
    progress.firstElementChild.value = answered
    const told = progress.lastElementChild
    told.textContent = (told.dataset.kata ?? '{done}/{total}').replace('{done}', answered).replace('{total}', questions)
  }
  const ready = () => {
    sending = false
    button.textContent = label
  }
  const say = (state) => {
    failure.hidden = !state
    inState(failure, state)
  }
  /** Whoever comes now answers anew. */
  const renew = () => {
    // What the server wrote into the form with its complaints was said by the last person.
    if (document.getElementById('kesalahan')) return location.replace(location.pathname + location.search)
    form.reset()
    form.kunci.value = uuid()
    say()
    count()
  }
  const thank = (key) => {
    history.replaceState({ selesai: true }, '')
    if (!kiosk) history.pushState({ terima: key }, '', '#terima')
    ready()
    return show(key)
  }

  form.addEventListener('change', count)
  form.addEventListener('submit', async (event) => {
    if (sending) return event.preventDefault()
    const fields = new FormData(form)
    const complete = form.querySelector('.question :checked') && fields.get('layanan')
    // What is missing, the server says best.
    if (!complete && navigator.onLine) return
    event.preventDefault()
    if (!complete) return say('kurang')
    sending = true
    button.textContent = button.dataset.kata ?? label
    const key = form.kunci.value
    const one = {
      v: 1,
      kunci: key,
      ke: form.getAttribute('action'),
      isi: `${new URLSearchParams(fields)}`,
      pada: Date.now(),
    }
    const kept = await queue.put(one).then(
      () => true,
      () => false,
    )
    if (!kept) say('langsung')
    const sent = (kept ? queue.deliver(key).catch(() => ({})) : queue.send(one)).then((told) => {
      if (told.tanda) known.set(key, { ...one, ...told })
      return told
    })
    const told = await (kept ? Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 700, {}))]) : sent)
    if (told.tolak) {
      // Refused while the form is open: the server shows it with what is wrong.
      if (kept) await queue.remove(key).catch(() => {})
      form.submit()
    } else if (kept || told.tanda) {
      given.set(key, one)
      await thank(key)
      await sent
      await flush()
    } else {
      ready()
      say('gagal')
    }
  })
  const arrive = () => {
    ready()
    const { state } = history
    if (state?.selesai) {
      history.replaceState(null, '')
      renew()
    }
    show(state?.terima)
    count()
  }
  addEventListener('pageshow', arrive)
  addEventListener('popstate', arrive)
  addEventListener('renew', renew)
  form.kunci.value = uuid()
  progress.hidden = false
  document.getElementById('kesalahan')?.focus()
}

// The server's page of a receipt took the place of the form's own: what lies before it is the form, which is another page.
const follow = () => {
  const [loaded] = performance.getEntriesByType('navigation')
  if (!form && new URL(loaded.name).pathname !== location.pathname) location.reload()
}
addEventListener('popstate', follow)
follow()
addEventListener('online', () => {
  pause = 5000
  flush()
})
queue.news?.addEventListener('message', tell)
// What is shown must stay true, whatever other tabs and settings do meanwhile.
setInterval(() => shown && !settled && show(shown), 2000)
addEventListener('load', () => {
  flush()
  navigator.serviceWorker
    ?.register('/sw.js', { scope: '/s/', updateViaCache: 'none' })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => controlled || active.postMessage(location.pathname + location.search))
    .catch(() => {})
})
