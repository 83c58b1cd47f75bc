// Answers that wait on this phone: written down before they are sent, and sent until the server has said that it has them.
// Used by the page and by the service worker. A record: {v: 1, kunci, ke: where to post, isi: its fields, pada: when it was
// given (ms)}; refused for good, it has tolak: the reasons; sent, it is {v, kunci, pada, tanda: the receipt} without its answers.
self.antrean = (() => {
  const open = () =>
    new Promise((resolve, reject) => {
      // Some browsers neither open nor refuse.
      setTimeout(reject, 3000)
      const asked = indexedDB.open('ikm', 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore('jawaban', { keyPath: 'kunci' })
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  // Resolves when what was asked for is on disk.
  const ask = async (mode, question) => {
    const database = await open()
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction('jawaban', mode, { durability: 'strict' })
        const asked = question(transaction.objectStore('jawaban'))
        transaction.oncomplete = () => resolve(asked.result)
        transaction.onabort = () => reject(transaction.error)
      })
    } finally {
      database.close()
    }
  }
  const all = () => ask('readonly', (store) => store.getAll())
  const get = (key) => ask('readonly', (store) => store.get(key))
  const put = (one) => ask('readwrite', (store) => store.put(one))
  const remove = (key) => ask('readwrite', (store) => store.delete(key))
  const waits = (one) => one.isi && !one.tolak
  const news = self.BroadcastChannel && new BroadcastChannel('ikm')

  /** @returns {tanda} with the receipt, {tolak} with the reasons of a refusal for good, {} to try again. */
  const send = async ({ ke, isi, pada }, proof) => {
    try {
      const seconds = (time) => Math.floor(time / 1000)
      const answer = await fetch(ke, {
        method: 'POST',
        body: `${isi}${proof ? `&bukti_kerja=${proof}` : ''}&diberikan_pada=${seconds(pada)}&dikirim_pada=${seconds(Date.now())}`,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        keepalive: true,
        signal: AbortSignal.timeout?.(30000),
      })
      // Whoever stands between may answer anything: only our own words count.
      const { tanda_terima: tanda, kesalahan, kerja } = await answer.json()
      if (answer.ok && tanda) return { tanda }
      // A flooded counter asks for work first. A service worker may not load what does it: then the page will.
      if (kerja && !proof && self.document) {
        const { solve } = await import('/work.js')
        return send({ ke, isi, pada }, await solve(kerja))
      }
      if ([404, 410, 413, 422].includes(answer.status) && kesalahan) return { tolak: kesalahan.map((one) => one.pesan) }
    } catch {}
    return {}
  }

  /** Sends one that waits, unless another tab is just doing so. @returns what became of it. */
  const deliver = (key) => {
    const work = async (lock) => {
      const one = lock !== null && (await get(key))
      if (!one || !waits(one)) return one || {}
      const told = await send(one)
      if (told.tanda) await put({ v: 1, kunci: key, pada: one.pada, tanda: told.tanda }).catch(() => {})
      // Where the storage was emptied meanwhile, nothing comes back into it.
      else if (told.tolak && (await get(key))) await put({ ...one, ...told })
      if (told.tanda || told.tolak) news?.postMessage(key)
      return told
    }
    return navigator.locks ? navigator.locks.request(`ikm-${key}`, { ifAvailable: true }, work) : work()
  }

  /** Sends all that wait; after the first that finds no way the others wait too. @returns how many still do. */
  const flush = async () => {
    for (const one of await all()) {
      if (waits(one)) {
        const told = await deliver(one.kunci)
        if (!told.tanda && !told.tolak) break
      } else if (one.tanda && Date.now() - one.pada > 30 * 864e5) await remove(one.kunci)
    }
    return (await all()).filter(waits).length
  }

  return { all, get, put, remove, waits, send, deliver, flush, news }
})()
