// What the survey form gains where scripts run: progress, no second sending by impatience, a fresh form for the next person.
let store = {}
try {
  store = sessionStorage
} catch {}

const form = document.forms.survei
if (form) {
  const questions = form.querySelectorAll('.question').length
  const progress = document.querySelector('.progress')
  const button = form.querySelector('button')
  const words = button.textContent
  let sending = 0

  const count = () => {
    const answered = form.querySelectorAll('.question :checked').length
    progress.firstElementChild.value = answered
    progress.lastElementChild.textContent = `${answered} dari ${questions} terjawab`
  }
  const ready = () => {
    clearTimeout(sending)
    sending = 0
    button.textContent = words
  }

  form.addEventListener('change', count)
  form.addEventListener('submit', (event) => {
    if (sending) return event.preventDefault()
    store.sent = form.kunci.value
    history.replaceState(store.sent, '')
    button.textContent = 'Mengirim…'
    // The key makes a second sending harmless, so a lost connection may be tried again.
    sending = setTimeout(ready, 8000)
  })
  addEventListener('pageshow', () => {
    ready()
    // Back at a form that was sent: what is stored is done, whoever comes now answers anew; what is not keeps its key.
    if (history.state && history.state === store.stored) {
      history.replaceState(null, '')
      form.reset()
      form.kunci.value = '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) =>
        (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
      )
    } else if (history.state) form.kunci.value = history.state
    count()
  })
  progress.hidden = false
  document.getElementById('kesalahan')?.focus()
} else if (store.sent) store.stored = store.sent
