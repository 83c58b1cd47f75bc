// What the form tells of its own origin: a random token of this phone, kept 90 days, and how long it was open. Neither says who
// answers; without scripts or storage the answer is as welcome.
{
  const form = document.forms.survei
  const field = (name) => {
    const input = form.elements[name] ?? form.appendChild(document.createElement('input'))
    input.type = 'hidden'
    input.name = name
    return input
  }
  const token = () => {
    const today = Math.floor(Date.now() / 864e5)
    const [known, day] = localStorage.perangkat?.split(' ') ?? []
    if (known && today - day < 90 && today >= day) return known
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    localStorage.perangkat = `${made} ${today}`
    return made
  }
  if (form) {
    let opened = Date.now()
    form.addEventListener('reset', () => {
      opened = Date.now()
    })
    document.addEventListener(
      'submit',
      () => {
        field('lama').value = Math.round((Date.now() - opened) / 1000)
        // A tablet at a counter is everybody's.
        if ('kios' in form.dataset) return
        try {
          field('perangkat').value = token()
        } catch {}
      },
      true,
    )
  }
}
