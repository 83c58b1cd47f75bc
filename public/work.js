// Solves the puzzle that a flooded counter asks of each answer (src/security/work.ts says what it is), and sends the form again.

const constants = new Int32Array(64)
const initial = new Int32Array(8)
// The first 32 bits of the fractional parts of roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3).
for (let found = 0, number = 2; found < 64; number++) {
  let divisor = 2
  while (number % divisor) divisor++
  if (divisor < number) continue
  if (found < 8) initial[found] = (number ** 0.5 % 1) * 2 ** 32
  constants[found++] = (Math.cbrt(number) % 1) * 2 ** 32
}
const words = new Int32Array(64)
const hash = new Int32Array(8)

/** SHA-256 of ASCII text, as eight words in `hash`. */
function sha256(text) {
  hash.set(initial)
  const blocks = Math.ceil((text.length + 9) / 64)
  for (let block = 0; block < blocks; block++) {
    words.fill(0, 0, 16)
    for (let place = block * 64, end = place + 64; place < end && place <= text.length; place++) {
      const byte = place < text.length ? text.charCodeAt(place) : 128
      words[(place & 63) >> 2] |= byte << (24 - (place & 3) * 8)
    }
    if (block === blocks - 1) words[15] = text.length * 8
    compress()
  }
  return hash
}

function compress() {
  for (let t = 16; t < 64; t++) {
    const x = words[t - 15]
    const y = words[t - 2]
    words[t] =
      words[t - 16] +
      words[t - 7] +
      (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
      (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10))
  }
  let a = hash[0]
  let b = hash[1]
  let c = hash[2]
  let d = hash[3]
  let e = hash[4]
  let f = hash[5]
  let g = hash[6]
  let h = hash[7]
  for (let t = 0; t < 64; t++) {
    const sum = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const one = (h + sum + ((e & f) ^ (~e & g)) + constants[t] + words[t]) | 0
    const two =
      (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  hash[0] += a
  hash[1] += b
  hash[2] += c
  hash[3] += d
  hash[4] += e
  hash[5] += f
  hash[6] += g
  hash[7] += h
}

/** Tries some numbers at a time, so that whoever calls can do other things in between. */
function* search({ tantangan, kunci, bagian, bit }) {
  const seed = Array.from(sha256(`${tantangan}.${kunci}`).slice(0, 4), (word) =>
    (word >>> 0).toString(16).padStart(8, '0'),
  ).join('')
  const found = []
  while (found.length < bagian) {
    const start = `${seed}.${found.length}.`
    let number = 0
    while (sha256(start + number)[0] >>> (32 - bit)) {
      number++
      if (number % 4096 === 0) yield
    }
    found.push(number)
  }
  return `${tantangan}:${found}`
}

/** In slices, for where there is no worker. */
async function solveHere(puzzle) {
  const steps = search(puzzle)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/**
 * Solves a puzzle as it came in `kerja`.
 * @returns what to send as `bukti_kerja`, together with the puzzle's `kunci`.
 */
export function solve(puzzle) {
  if (typeof document === 'undefined' || typeof Worker === 'undefined') return solveHere(puzzle)
  return new Promise((resolve) => {
    const worker = new Worker('/work.js', { type: 'module' })
    worker.onmessage = ({ data }) => {
      worker.terminate()
      resolve(data)
    }
    worker.onerror = () => {
      worker.terminate()
      resolve(solveHere(puzzle))
    }
    worker.postMessage(puzzle)
  })
}

if (typeof document !== 'undefined') {
  const field = document.querySelector('input[data-kerja]')
  if (field) {
    const note = document.getElementById('ramai')
    note.textContent = note.dataset.kerja
    const puzzle = JSON.parse(field.dataset.kerja)
    solve(puzzle).then((proof) => {
      const { form } = field
      form.kunci.value = puzzle.kunci
      field.value = proof
      field.disabled = false
      // Past the page's own sender, which would begin anew.
      form.submit()
    })
  }
} else if (typeof WorkerGlobalScope !== 'undefined') {
  globalThis.onmessage = async ({ data }) => postMessage(await solveHere(data))
}
