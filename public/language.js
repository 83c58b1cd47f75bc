// Remembers the language and the view that somebody tapped, and takes what was answered so far along into them.
{
  const form = document.forms.survei
  const links = document.querySelector('.reading')
  // The tablet at the counter belongs to nobody.
  const remembers = !document.body.classList.contains('kiosk')
  let [kept, carried] = [{}, {}]
  try {
    kept = localStorage
    carried = sessionStorage
  } catch {}
  const now = { bahasa: document.documentElement.lang, tampilan: document.body.classList.contains('easy') && 'mudah' }
  const usual = { bahasa: 'id', tampilan: null }

  const typed = new URLSearchParams(carried.isian)
  if (form) delete carried.isian
  for (const [name, value] of form ? typed : []) {
    const field = form.elements[name]
    if (!field || field.type === 'hidden') continue
    if (field.type === 'checkbox') field.checked = true
    else field.value = value
    const fold = (field[0] ?? field).closest('details')
    if (fold) fold.open = true
  }

  links?.addEventListener('click', ({ target }) => {
    if (!target.href) return
    const chosen = new URL(target.href).searchParams
    for (const name in usual) {
      const value = chosen.get(name)
      if (remembers && value && value !== usual[name]) kept[name] = value
      else if (remembers) delete kept[name]
    }
    if (form) carried.isian = new URLSearchParams(new FormData(form))
  })

  const address = new URL(location)
  const { searchParams: asked } = address
  if (links && remembers && !asked.has('bahasa') && !document.getElementById('kesalahan')) {
    for (const name in usual) if (kept[name] && kept[name] !== now[name]) asked.set(name, kept[name])
    const go = () => location.replace(address)
    if (address.search !== location.search && (typed.size ?? 0) === 0) {
      if (navigator.onLine) go()
      // Without a signal only what the phone holds can be shown.
      else caches.match(address).then((page) => page && go())
    }
  }
}
