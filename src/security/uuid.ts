// A UUID that begins with its time, so that keys made after each other lie beside each other in an index.

/** UUID version 7. Source: RFC 9562, 5.7. @param now milliseconds since 1970-01-01 UTC. */
export function uuidOfTime(now: number): string {
  const time = now.toString(16).padStart(12, '0')
  const random = crypto.randomUUID()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`
}
