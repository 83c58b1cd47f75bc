// Under what terms the published data may be used again.

/**
 * What is published is open data: anybody may use it for anything, if they name its source. A government that wants
 * other terms changes this one place; the page, the catalogue and the API description follow.
 */
export const licence = {
  name: 'Creative Commons Atribusi 4.0 Internasional (CC BY 4.0)',
  identifier: 'CC-BY-4.0',
  address: 'https://creativecommons.org/licenses/by/4.0/deed.id',
  text: 'https://creativecommons.org/licenses/by/4.0/',
  terms:
    'Boleh disalin, diolah, dan dipakai untuk keperluan apa pun, termasuk komersial, asal menyebut sumbernya dan menandai perubahan.',
} as const

/** How the source is named. */
export function attribution(government: string): string {
  return `Sumber: Survei Kepuasan Masyarakat ${government}, ${licence.identifier}`
}
