// A photo is drawn anew before it is sent: upright, at most 400 KB, without what the camera wrote into it. Where the browser
// cannot, it goes as it is, and the server says what is wrong with it.
const most = 409600
const form = document.forms.bukti
const input = form?.elements.berkas
const news = document.getElementById('kabar-foto')

const blobOf = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))

const drawn = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  // First less fine, then smaller; from a side of 1,600 pixels down, on which a counter's sign can still be read.
  for (let side = 1600; side > 300; side *= 0.75) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const pen = canvas.getContext('2d')
    // What was transparent would turn black.
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    for (const quality of [0.85, 0.7, 0.55]) {
      const blob = await blobOf(canvas, quality)
      if (blob && blob.size <= most) return blob
    }
  }
}

input?.addEventListener('change', async () => {
  const [file] = input.files
  news.textContent = ''
  if (!file?.type.startsWith('image/')) return
  const button = form.querySelector('[type="submit"]')
  button.disabled = true
  news.textContent = 'Menyiapkan foto …'
  try {
    const blob = await drawn(file)
    if (!blob) throw new Error('cannot be drawn small enough')
    const name = `${file.name.replace(/\.[^.]*$/, '')}.jpg`
    const files = new DataTransfer()
    files.items.add(new File([blob], name, { type: 'image/jpeg' }))
    input.files = files.files
    news.textContent = `Foto siap dikirim: ${Math.ceil(blob.size / 1024)} KB, tanpa lokasi dan data kamera.`
  } catch {
    news.textContent = 'Foto ini tidak dapat disiapkan di peramban. Pakai foto JPEG atau PNG paling besar 400 KB.'
  }
  button.disabled = false
})
