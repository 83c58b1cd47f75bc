// Keeps the form of the codes that were visited, so that it opens without a signal, and sends what waits when one is back.
// It keeps nothing else: no desk, no results, no receipts.
importScripts('/queue.js')

const version = 1
const store = `formulir-${version}`
/** Milliseconds until a kept page is shown instead of one that is slow to come. */
const patience = 2500
const mostForms = 12
const isForm = ({ pathname }) => /^\/s\/[^/]+(\/kios)?$/.test(pathname)
let poorUntil = 0

addEventListener('install', () => skipWaiting())

// What an earlier version kept is taken over; each visit with a signal renews it.
addEventListener('activate', (event) => {
  const move = async () => {
    const cache = await caches.open(store)
    for (const name of await caches.keys()) {
      if (!name.startsWith('formulir-') || name === store) continue
      const earlier = await caches.open(name)
      for (const request of await earlier.keys()) await cache.put(request, await earlier.match(request))
      await caches.delete(name)
    }
    await clients.claim()
  }
  event.waitUntil(move())
})

// The first page of a code was there before this worker was.
addEventListener('message', (event) => {
  if (isForm(new URL(event.data, location))) {
    event.waitUntil(fetch(event.data, { credentials: 'omit' }).then((page) => keep(event.data, page)))
  }
})

addEventListener('sync', (event) => {
  const sendAll = async () => {
    if (await antrean.flush()) throw new Error('still waiting')
  }
  event.waitUntil(sendAll())
})

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    event.respondWith(request.method === 'GET' ? openPage(event, url) : fetch(request).catch(noSignal))
  } else if (request.method === 'GET' && !url.pathname.startsWith('/s/')) event.respondWith(openPart(event))
})

async function openPage(event, url) {
  const address = url.pathname + url.search
  // A receipt is shown by its form, which knows what became of the answer.
  const kept = await caches.match(isForm(url) ? address : address.replace(/\/terima\/.*/, ''), { cacheName: store })
  const live = fetch(event.request).then((page) => {
    if (page.status >= 500 && kept) throw new Error('out of order')
    if (isForm(url)) event.waitUntil(keep(address, page.clone()))
    return page
  })
  // What comes too late to be shown is still kept.
  event.waitUntil(live.catch(() => {}))
  if (!kept) return live.catch(noSignal)
  const instead = () => {
    poorUntil = Date.now() + 10_000
    return kept
  }
  return Promise.race([live.catch(instead), after(patience).then(instead)])
}

async function openPart(event) {
  const kept = await caches.match(event.request, { cacheName: store })
  if (!kept) return fetch(event.request)
  const live = fetch(event.request).then(async (part) => {
    if (part.ok) {
      const copy = part.clone()
      event.waitUntil(caches.open(store).then((cache) => cache.put(event.request, copy)))
    }
    return part
  })
  event.waitUntil(live.catch(() => {}))
  const instead = () => kept
  if (Date.now() < poorUntil) return kept
  return Promise.race([live.catch(instead), after(1000).then(instead)])
}

/** Keeps a form with the parts that it names; forgets one whose code is closed. */
async function keep(address, page) {
  const cache = await caches.open(store)
  if (page.status === 404 || page.status === 410) return cache.delete(address)
  if (!page.ok || page.redirected || !page.headers.get('content-type')?.startsWith('text/html')) return
  const text = await page.clone().text()
  for (const [, part] of text.matchAll(/<(?:link|script|img|use)\b[^>]*? (?:href|src)="(\/[^"#]+)/g)) {
    if (!(await cache.match(part))) await cache.add(part)
  }
  await cache.delete(address)
  await cache.put(address, page)
  const forms = (await cache.keys()).filter(({ url }) => isForm(new URL(url)))
  for (const old of forms.slice(0, -mostForms)) await cache.delete(old)
}

async function noSignal() {
  const waiting = await antrean.all().then(
    (all) => all.filter(antrean.waits).length,
    () => 0,
  )
  const stored = waiting
    ? `${waiting} jawaban tersimpan di ponsel ini dan terkirim sendiri begitu sambungan kembali.`
    : 'Tidak ada jawaban yang menunggu di ponsel ini.'
  return new Response(
    `<!doctype html><html lang="id"><meta charset="utf-8"><title>Tanpa sambungan</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">
<main class="narrow"><section class="card message"><h1>Belum ada sambungan</h1>
<p>Halaman ini belum dapat dibuka. ${stored}</p><p>Kembali ke halaman sebelumnya, atau coba lagi bila ada sambungan.</p>
</section></main></html>`,
    {
      status: 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
      },
    },
  )
}

function after(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
