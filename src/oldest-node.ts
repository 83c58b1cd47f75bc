// Which Node this needs. An older one is refused here, since the SQLite binary would crash it without a word.

const oldest = [22, 12] as const

/** Ends the process with one sentence when its Node is too old. */
export function refuseOldNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  console.error(`Node ${process.versions.node} terlalu lama. Pasang Node ${oldest.join('.')} atau yang lebih baru.`)
  process.exit(1)
}
