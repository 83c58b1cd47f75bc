// Which Node this needs. The SQLite binary speaks Node-API 10, and would crash an older Node without a word.

// Source: nodejs.org, Node-API version matrix: version 10 came with Node 22.14.0 (and 23.6.0).
const nodeApi = 10
const since = '22.14'

/** Ends the process with one sentence when its Node is too old. */
export function refuseOldNode(): void {
  if (Number(process.versions.napi) >= nodeApi) return
  console.error(`Node ${process.versions.node} terlalu lama. Pasang Node ${since} atau yang lebih baru.`)
  process.exit(1)
}
