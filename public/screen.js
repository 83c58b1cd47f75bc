// Shows the next code on a counter's screen when it is due, and tries again where it did not come.
const image = document.querySelector('[data-next]')
const path = image.getAttribute('src')
const renew = () => {
  image.src = `${path}?${Date.now()}`
}
setTimeout(() => {
  renew()
  setInterval(renew, 60000)
}, image.dataset.next * 1000)
image.addEventListener('error', () => setTimeout(renew, 5000))
