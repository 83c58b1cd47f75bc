// The shapes of files and answers as JSON Schema, which dictionary and API description are made of.

import { z } from 'zod'
import {
  editionRow,
  editionsAnswer,
  editionsQuery,
  followUpRow,
  followUpsAnswer,
  followUpsQuery,
  historyRow,
  periodRow,
  periodsAnswer,
  periodsQuery,
  problemsAnswer,
  resultAnswer,
  resultQuery,
  resultRow,
  resultsAnswer,
  resultsQuery,
  unitAnswer,
  unitQuery,
  unitsAnswer,
  unitsQuery,
} from './api.ts'
import { edition, editionFile, element, followUp, proof, unitDocument } from './documents.ts'

/** As much of JSON Schema as is walked through here. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly examples?: readonly unknown[]
  /** What a number counts in. */
  readonly satuan?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema | false
  readonly prefixItems?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | false
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
}

const queries = {
  periode: periodsQuery,
  hasil: resultsQuery,
  hasilUnit: resultQuery,
  unit: unitsQuery,
  riwayatUnit: unitQuery,
  tindakLanjut: followUpsQuery,
  edisi: editionsQuery,
} as const
export type QueryName = keyof typeof queries

const components = {
  DaftarPeriode: periodsAnswer,
  Periode: periodRow,
  DaftarHasil: resultsAnswer,
  Hasil: resultRow,
  HasilUnit: resultAnswer,
  DokumenUnit: unitDocument,
  Unsur: element,
  RencanaTindakLanjut: followUp,
  Pembuktian: proof,
  DaftarUnit: unitsAnswer,
  RiwayatUnit: unitAnswer,
  EdisiUnit: historyRow,
  DaftarTindakLanjut: followUpsAnswer,
  TindakLanjut: followUpRow,
  DaftarEdisi: editionsAnswer,
  Edisi: editionRow,
  Kesalahan: problemsAnswer,
} as const
export type ComponentName = keyof typeof components

/** The parameters that a query takes, by name. */
export function parametersOf(name: QueryName): Readonly<Record<string, JsonSchema>> {
  return (z.toJSONSchema(queries[name], { io: 'input' }) as JsonSchema).properties ?? {}
}

/** Every shape of an answer under its name, referring to each other as components of an API description do. */
export function componentSchemas(): Readonly<Record<ComponentName, JsonSchema>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema as JsonSchema]),
  ) as Record<ComponentName, JsonSchema>
}

/** The shapes of published files, each whole in itself. */
export function fileSchemas(): { readonly file: JsonSchema; readonly edition: JsonSchema; readonly unit: JsonSchema } {
  return {
    file: z.toJSONSchema(editionFile) as JsonSchema,
    edition: z.toJSONSchema(edition) as JsonSchema,
    unit: z.toJSONSchema(unitDocument) as JsonSchema,
  }
}
