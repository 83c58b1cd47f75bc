// The tablet at the counter: a pause between two answers, an empty form when nobody touches it any more, the whole screen.
const pauseBetween = 10
const untouched = 30
const warned = 10
const still = document.getElementById('sepi')
const full = document.getElementById('penuh')
const began = Date.now()
let countdown
let quiet = 0

function begin() {
  clearInterval(countdown)
  quiet = 0
  if (still) still.hidden = true
  for (const fold of document.querySelectorAll('details')) fold.open = false
  dispatchEvent(new Event('renew'))
  show()
  scrollTo(0, 0)
  const safe = navigator.serviceWorker?.controller
  const start = location.pathname.replace(/\/terima\/.*/, '')
  if (safe && (location.search || location.pathname !== start)) location.replace(start)
  // Now and then the newest form, where the screen is not lost by it.
  else if (safe && navigator.onLine && Date.now() - began > (document.fullscreenElement ? 864e5 : 36e5))
    location.reload()
}

addEventListener('answered', () => {
  let left = pauseBetween
  const count = () => {
    document.querySelector('[data-isi=sisa]').textContent = ` (${left})`
    if (left-- === 0) begin()
  }
  clearInterval(countdown)
  countdown = setInterval(count, 1000)
  count()
})

const touched = () => {
  quiet = 0
  if (still) still.hidden = true
}
for (const kind of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])
  addEventListener(kind, touched, { passive: true })
setInterval(() => {
  const said = (field) => (field.type === 'radio' ? field.checked : field.type !== 'hidden' && field.value)
  const empty = !Array.from(document.forms.survei?.elements ?? []).some(said)
  const atRest = shown || (empty && scrollY === 0 && !location.search)
  quiet = atRest ? 0 : quiet + 1
  if (!still) return quiet >= untouched && begin()
  still.hidden = quiet < untouched - warned
  still.querySelector('span').textContent = untouched - quiet
  if (quiet >= untouched) begin()
}, 1000)

document.addEventListener('click', ({ target }) => {
  if (target.closest?.('[data-buat=mulai]')) begin()
})
addEventListener('contextmenu', (event) => event.preventDefault())
const offer = () => {
  if (full) full.hidden = !document.fullscreenEnabled || document.fullscreenElement !== null
}
full?.addEventListener('click', () => document.documentElement.requestFullscreen())
document.addEventListener('fullscreenchange', offer)
offer()
