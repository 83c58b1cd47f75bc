// One question a screen, read aloud where the browser has a voice for its language. Without it the form is as long as ever.
{
  const form = document.forms.survei
  const steps = Array.from(form.querySelectorAll(':scope > .card'))
  const last = form.querySelectorAll(':scope > button, :scope > .fine')
  const ways = form.querySelector('.ways')
  const [back, next] = ways.querySelectorAll('[data-ke]')
  const aloud = ways.querySelector('[data-henti]')
  const opening = document.querySelector('.opening')
  const words = aloud.textContent
  const speech = self.speechSynthesis
  let at = 0

  const voice = () =>
    speech?.getVoices().find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === document.documentElement.lang)
  const hush = () => {
    speech?.cancel()
    aloud.textContent = words
  }
  const show = (place, focus) => {
    hush()
    at = Math.max(0, Math.min(place, steps.length - 1))
    for (const [number, step] of steps.entries()) step.hidden = number !== at
    for (const part of last) part.hidden = at < steps.length - 1
    for (const part of opening.children) part.hidden = at > 0 && part.tagName !== 'H1'
    back.hidden = at === 0
    next.hidden = at === steps.length - 1
    if (!focus) return
    steps[at].tabIndex = -1
    steps[at].focus({ preventScroll: true })
    scrollTo(0, 0)
  }
  const showTarget = () => {
    const target = document.getElementById(location.hash.slice(1))
    const place = target ? steps.findIndex((step) => step.contains(target)) : -1
    if (place < 0) return
    show(place)
    target.focus()
  }

  ways.addEventListener('click', ({ target }) => {
    if (target.dataset.ke) show(at + Number(target.dataset.ke), true)
    if (target !== aloud) return
    if (speech.speaking) return hush()
    const said = steps[at].querySelectorAll('legend, .choices label, .field > label, .hint, summary')
    const utterance = new SpeechSynthesisUtterance(Array.from(said, (part) => part.textContent.trim()).join('. '))
    utterance.voice = voice()
    utterance.lang = utterance.voice.lang
    utterance.rate = 0.9
    utterance.onend = utterance.onerror = hush
    aloud.textContent = aloud.dataset.henti
    speech.speak(utterance)
  })
  // Enter in a field would send a form of which most was not seen.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT' || at === steps.length - 1) return
    event.preventDefault()
    show(at + 1, true)
  })
  form.addEventListener('reset', () => show(0))
  addEventListener('hashchange', showTarget)
  addEventListener('pagehide', hush)
  const listen = () => {
    aloud.hidden = !voice()
  }
  speech?.addEventListener?.('voiceschanged', listen)
  listen()
  ways.hidden = false
  show(steps.findIndex((step) => step.matches('[aria-invalid]') || step.querySelector('[aria-invalid]')))
}
