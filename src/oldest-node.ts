// Which Node this needs. The SQLite binary speaks Node-API 10, and would crash an older Node without a word.

// As process.versions.napi says: 9 on Node 22.13.1, which crashes, and 10 on Node 22.14.0, which does not.
const nodeApi = 10
const since = '22.14'

/** Ends the process with one sentence when its Node is too old. */
export function refuseOldNode(): void {
  if (Number(process.versions.napi) >= nodeApi) return
  console.error(`Node ${process.versions.node} terlalu lama. Pasang Node ${since} atau yang lebih baru.`)
  process.exit(1)
}
