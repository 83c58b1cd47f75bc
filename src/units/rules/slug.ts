// The part of a public address that names a unit or a service: made from its name, told apart from those in use. Pure.

export const longestSlug = 60

/** Lower-case letters, digits and single hyphens; never a dot, a slash or a percent sign. */
export function isSlug(text: string): boolean {
  return text.length <= longestSlug && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
}

/** `Puskesmas Mekar Sari (UPTD)` is `puskesmas-mekar-sari-uptd`; `unnamed` stands in where no letter is left. */
export function slugOf(name: string, unnamed: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const slug = letters.replaceAll(/[^a-z0-9]+/g, '-').slice(0, longestSlug)
  return slug.replaceAll(/^-+|-+$/g, '') || unnamed
}

/** The slug, or with the first number from 2 on that nobody has. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number += 1) {
    const end = `-${number}`
    const numbered = slug.slice(0, longestSlug - end.length).replace(/-+$/, '') + end
    if (!taken.has(numbered)) return numbered
  }
}
