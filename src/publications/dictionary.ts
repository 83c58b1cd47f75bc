// The data dictionary: every field of the published files and every column of the tables, with its meaning.

import { fileSchemas, type JsonSchema } from './forms/schemas.ts'
import { elementColumns, type TableColumn, unitColumns } from './table.ts'

export interface DictionaryEntry {
  /** Name, within others joined by dots; `[]` stands for each of a list: `unsur[].nrr`. */
  readonly nama: string
  readonly jenis: string
  readonly satuan: string
  readonly arti: string
  readonly contoh: string
}

export interface DictionarySection {
  readonly kunci: 'berkas' | 'edisi' | 'unit' | 'csv' | 'csv_unsur'
  readonly nama: string
  readonly arti: string
  readonly isian: readonly DictionaryEntry[]
}

let known: readonly DictionarySection[] | undefined

/** Made once, when it is first asked for. */
export function dictionary(): readonly DictionarySection[] {
  known ??= made()
  return known
}

function made(): readonly DictionarySection[] {
  const { file, edition, unit } = fileSchemas()
  const envelope: JsonSchema = {
    ...file,
    properties: {
      ...file.properties,
      edisi: { ...file.properties?.edisi, properties: {} },
      unit: { ...file.properties?.unit, items: { type: 'object', properties: {} } },
    },
  }
  const ofEdition = entriesOf(edition)
  const ofUnit = entriesOf(unit)
  const fields = new Map([
    ...ofUnit.map((entry) => [entry.nama, entry] as const),
    ...ofEdition.map((entry) => [`edisi.${entry.nama}`, entry] as const),
  ])
  return [
    {
      kunci: 'berkas',
      nama: 'Berkas bertanda tangan',
      arti: 'Isi /hasil/2026-tw3.json, dan untuk satu unit /hasil/2026-tw3/kode-unit.json.',
      isian: entriesOf(envelope),
    },
    {
      kunci: 'edisi',
      nama: 'Edisi',
      arti: 'Isi edisi dalam berkas: yang ditandatangani.',
      isian: ofEdition,
    },
    {
      kunci: 'unit',
      nama: 'Dokumen unit',
      arti: 'Setiap isi unit dalam berkas; sama dengan data pada /api/v1/hasil/2026-tw3/kode-unit.',
      isian: ofUnit,
    },
    {
      kunci: 'csv',
      nama: 'Kolom CSV per unit',
      arti: 'Isi /hasil/2026-tw3.csv dan /hasil/2026-tw3.excel.csv: satu baris per unit, sembilan unsur sebagai kolom.',
      isian: unitColumns.map((column) => entryOfColumn(column, fields)),
    },
    {
      kunci: 'csv_unsur',
      nama: 'Kolom CSV per unsur',
      arti: 'Isi /hasil/2026-tw3.unsur.csv dan /hasil/2026-tw3.unsur.excel.csv: satu baris per unit dan unsur, termasuk unsur tambahan.',
      isian: elementColumns.map((column) => entryOfColumn(column, fields)),
    },
  ]
}

function entryOfColumn(
  { name, field, meaning }: Omit<TableColumn<never>, 'read'>,
  fields: ReadonlyMap<string, DictionaryEntry>,
): DictionaryEntry {
  const entry = fields.get(field)
  if (!entry) throw new RangeError(`column ${name} is of a field that does not exist: ${field}`)
  if (meaning === undefined) return { ...entry, nama: name }
  // A column that holds a part of its field.
  const part = /^daftar \d+ (.*)$/.exec(entry.jenis)?.[1] ?? (entry.jenis.startsWith('objek') ? 'angka' : undefined)
  return {
    ...entry,
    nama: name,
    arti: meaning,
    jenis: part ? `${part.replace(', boleh kosong', '')}, boleh kosong` : entry.jenis,
    contoh: part ? firstNumber(entry.contoh) : entry.contoh,
  }
}

function firstNumber(example: string): string {
  return /-?\d+(\.\d+)?(?=[,}\]])/.exec(example)?.[0] ?? ''
}

/** Every field of a shape, those within others too, in their order. */
function entriesOf(schema: JsonSchema, path = ''): DictionaryEntry[] {
  const { node, nullable, description } = unwrapped(schema)
  const own = path === '' ? [] : [entryOf(path, schema, node, nullable, description)]
  const within = path === '' ? '' : `${path}.`
  const { items } = node
  return [
    ...own,
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => entriesOf(child, within + name)),
    ...(items && unwrapped(items).node.properties
      ? Object.entries(unwrapped(items).node.properties ?? {}).flatMap(([name, child]) =>
          entriesOf(child, `${path}[].${name}`),
        )
      : []),
  ]
}

function entryOf(
  path: string,
  schema: JsonSchema,
  node: JsonSchema,
  nullable: boolean,
  description: string | undefined,
): DictionaryEntry {
  const inner = node.items ? unwrapped(node.items) : undefined
  const ofText = inner !== undefined && !inner.node.properties
  const meaning = description ?? inner?.description ?? ''
  const [example] = schema.examples ?? node.examples ?? (ofText ? [[exampleOf(node.items || {})]] : [])
  return {
    nama: ofText ? `${path}[]` : path,
    jenis: `${typeOf(node)}${nullable ? ', boleh kosong' : ''}`,
    satuan: schema.satuan ?? node.satuan ?? '',
    arti: meaning,
    contoh: example === undefined ? '' : typeof example === 'string' ? example : JSON.stringify(example),
  }
}

function typeOf(node: JsonSchema): string {
  if (node.prefixItems) return `daftar ${node.prefixItems.length} ${typeOf(unwrapped(node.prefixItems[0] ?? {}).node)}`
  if (node.items) return `daftar ${typeOf(unwrapped(node.items).node)}`
  if (node.additionalProperties) return `objek ${typeOf(unwrapped(node.additionalProperties).node)} menurut kunci`
  const type = Array.isArray(node.type) ? node.type.find((name) => name !== 'null') : node.type
  return (typeof type === 'string' && typeNames[type]) || 'teks'
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'teks',
  number: 'angka',
  integer: 'bilangan bulat',
  boolean: 'ya/tidak',
  object: 'objek',
  array: 'daftar',
}

/** The shape without what makes it nullable. */
function unwrapped(schema: JsonSchema): { node: JsonSchema; nullable: boolean; description: string | undefined } {
  const { anyOf, type } = schema
  if (anyOf) {
    const node = anyOf.find((one) => one.type !== 'null') ?? {}
    return {
      node,
      nullable: anyOf.some((one) => one.type === 'null'),
      description: schema.description ?? node.description,
    }
  }
  return { node: schema, nullable: Array.isArray(type) && type.includes('null'), description: schema.description }
}

/**
 * An example of a shape, put together of the examples of its fields.
 * @param components shapes that it may refer to by name.
 */
export function exampleOf(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>> = {}): unknown {
  if (schema.$ref !== undefined) return exampleOf(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, components)
  if (schema.examples) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const { node } = unwrapped(schema)
  if (node !== schema) return exampleOf(node, components)
  if (node.properties) {
    return Object.fromEntries(
      Object.entries(node.properties).map(([name, child]) => [name, exampleOf(child, components)]),
    )
  }
  if (node.prefixItems) return node.prefixItems.map((item) => exampleOf(item, components))
  if (node.items) return [exampleOf(node.items, components)]
  return null
}
