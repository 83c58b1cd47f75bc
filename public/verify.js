// The page /verifikasi: files are chosen or dropped, checked here, and the outcome is said in words. Nothing is sent.
import { partNames, verifyFiles } from './verification.js'

const form = document.getElementById('verifikasi')
const input = document.getElementById('berkas')
const outcome = document.getElementById('hasil-periksa')
const knownKeys = form.dataset.keys.split(' ').filter(Boolean)
const mostBytes = 200_000_000
let asked = 0

const element = (name, text, kind) => {
  const made = document.createElement(name)
  if (text) made.textContent = text
  if (kind) made.className = kind
  return made
}

const chip = (holds) => {
  const made = element('span', '', `chip tone-${holds === null ? 'plain' : holds ? 'a' : 'd'}`)
  made.append(element('span', holds === null ? 'tidak diperiksa' : holds ? 'cocok' : 'tidak cocok'))
  return made
}

const row = (holds, name, says) => {
  const made = element('li')
  const words = element('div')
  if (name) words.append(element('strong', name))
  words.append(element('div', says))
  made.append(words, chip(holds))
  return made
}

const card = (title, words, rows) => {
  const made = element('section', '', 'card')
  const list = element('ul', '', 'rows')
  list.append(...rows)
  made.append(element('h2', title))
  if (words) made.append(words)
  made.append(list)
  return made
}

const told = ({ name, findings, verdict }) => {
  const kind = verdict.holds === null ? 'note' : verdict.holds ? 'done' : 'problem'
  const rows = findings.map(({ part, holds, says }) => row(holds, partNames[part], says))
  return card(name, element('p', verdict.says, kind), rows)
}

const check = async (files) => {
  if (files.length === 0) return
  asked += 1
  const turn = asked
  const large = files.find(({ size }) => size > mostBytes)
  outcome.replaceChildren(element('p', large ? `${large.name} terlalu besar untuk berkas edisi.` : 'Memeriksa …'))
  if (large) return
  try {
    const named = await Promise.all(
      files.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
    )
    const result = await verifyFiles(named, { knownKeys })
    // Other files may have been chosen meanwhile.
    if (turn !== asked) return
    const chain = result.chain.map(({ holds, says }) => row(holds, '', says))
    outcome.replaceChildren(...result.files.map(told))
    if (chain.length > 0) outcome.append(card('Urutan edisi', null, chain))
  } catch {
    outcome.replaceChildren(element('p', 'Berkas tidak dapat dibaca. Coba pilih lagi.', 'problem'))
  }
  outcome.focus({ preventScroll: true })
  outcome.scrollIntoView({ block: 'nearest' })
}

input.addEventListener('change', () => {
  const files = Array.from(input.files)
  // So that the same file, mended meanwhile, may be chosen again.
  input.value = ''
  check(files)
})
form.addEventListener('submit', (event) => event.preventDefault())
addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  check(Array.from(event.dataTransfer?.files ?? []))
})
document.getElementById('tanpa-skrip').remove()
form.hidden = false
