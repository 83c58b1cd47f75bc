// The description of the open API: every operation with its parameters, answers and examples (OpenAPI 3.1).

import { exampleOf } from './dictionary.ts'
import { type ComponentName, componentSchemas, type JsonSchema, parametersOf, type QueryName } from './forms/schemas.ts'
import { licence } from './licence.ts'
import { version } from './version.ts'

export interface Operation {
  /** With parameters as `{name}`. */
  readonly path: string
  readonly id: string
  readonly tag: 'Hasil' | 'Unit' | 'Tindak lanjut' | 'Edisi' | 'Deskripsi'
  readonly summary: string
  readonly description: string
  readonly query: QueryName | null
  /** Parameters within the path: meaning and example. */
  readonly within?: Readonly<Record<string, readonly [meaning: string, example: string]>>
  readonly answer: ComponentName | null
}

const within = {
  periode: ['Triwulan: tahun, lalu tw1 sampai tw4.', '2026-tw3'],
  unit: ['Kode unit.', 'disdukcapil'],
} as const

/** Every operation of the API. */
export const operations: readonly Operation[] = [
  {
    path: '/api/v1/periode',
    id: 'daftarPeriode',
    tag: 'Hasil',
    summary: 'Triwulan yang sudah terbit',
    description: 'Triwulan terbaru dahulu, masing-masing dengan edisi yang berlaku dan angka pemerintah daerah.',
    query: 'periode',
    answer: 'DaftarPeriode',
  },
  {
    path: '/api/v1/hasil',
    id: 'daftarHasil',
    tag: 'Hasil',
    summary: 'Hasil semua unit pada satu triwulan',
    description:
      'Urut instansi lalu nama unit. Unit tanpa jawaban atau di bawah minimum tetap tercantum dengan keadaannya. Tanpa periode: triwulan terbaru yang terbit.',
    query: 'hasil',
    answer: 'DaftarHasil',
  },
  {
    path: '/api/v1/hasil/{periode}/{unit}',
    id: 'hasilUnit',
    tag: 'Hasil',
    summary: 'Dokumen lengkap satu unit',
    description: 'Isi data persis seperti yang ditandatangani: bentuk kanoniknya (RFC 8785) cocok dengan hash_dokumen.',
    query: 'hasilUnit',
    within,
    answer: 'HasilUnit',
  },
  {
    path: '/api/v1/unit',
    id: 'daftarUnit',
    tag: 'Unit',
    summary: 'Semua unit dengan hasil terbarunya',
    description: 'Unit yang sudah tidak ada pada triwulan terbaru tercantum terakhir dengan hasil terakhirnya.',
    query: 'unit',
    answer: 'DaftarUnit',
  },
  {
    path: '/api/v1/unit/{unit}',
    id: 'riwayatUnit',
    tag: 'Unit',
    summary: 'Riwayat satu unit',
    description: 'Angka unit pada setiap edisi, termasuk yang sudah diralat.',
    query: 'riwayatUnit',
    within: { unit: within.unit },
    answer: 'RiwayatUnit',
  },
  {
    path: '/api/v1/tindak-lanjut',
    id: 'daftarTindakLanjut',
    tag: 'Tindak lanjut',
    summary: 'Rencana tindak lanjut dan pembuktiannya',
    description: 'Yang direncanakan karena hasil satu triwulan, dan janji sebelumnya yang diuji dengan angkanya.',
    query: 'tindakLanjut',
    answer: 'DaftarTindakLanjut',
  },
  {
    path: '/api/v1/edisi',
    id: 'daftarEdisi',
    tag: 'Edisi',
    summary: 'Rantai edisi',
    description: 'Setiap edisi dengan hash, tanda tangan, dan hash edisi sebelumnya; yang terbit terakhir dahulu.',
    query: 'edisi',
    answer: 'DaftarEdisi',
  },
  {
    path: '/api/openapi.json',
    id: 'deskripsi',
    tag: 'Deskripsi',
    summary: 'Deskripsi API ini',
    description: 'OpenAPI 3.1.',
    query: null,
    answer: null,
  },
]

let known: { readonly of: string; readonly text: string } | undefined

/** The whole description as JSON, made once for each name of the site. @param origin its address, without a slash at its end. */
export function describeApi(origin: string, government: string): string {
  const of = `${origin} ${government}`
  if (known?.of !== of) known = { of, text: JSON.stringify(descriptionOf(origin, government)) }
  return known.text
}

function descriptionOf(origin: string, government: string): object {
  const schemas = componentSchemas()
  return {
    openapi: '3.1.0',
    info: {
      title: `Data terbuka Survei Kepuasan Masyarakat ${government}`,
      version,
      description:
        'Hanya membaca. Semua angka berasal dari edisi yang sudah diterbitkan dan ditandatangani; jawaban perorangan tidak tersedia. Waktu dalam UTC, hari dalam waktu setempat. Kosong ditulis null, tidak pernah nol.',
      license: { name: licence.name, identifier: licence.identifier },
    },
    servers: [{ url: origin }],
    externalDocs: { description: 'Penjelasan dan kamus data', url: `${origin}/data` },
    tags: Array.from(new Set(operations.map(({ tag }) => tag)), (name) => ({ name })),
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: described(operation, schemas) }])),
    components: {
      schemas,
      headers: {
        ETag: { description: 'Kirim kembali dalam If-None-Match.', schema: { type: 'string' } },
        Link: { description: 'Halaman lain menurut RFC 8288.', schema: { type: 'string' } },
      },
      responses: {
        TidakBerubah: { description: 'Tidak berubah sejak ETag yang dikirim dalam If-None-Match.' },
        TidakDipahami: problem('Parameter tidak dikenal atau nilainya tidak dipahami.', schemas.Kesalahan),
        TidakAda: problem(
          'Tidak ada: triwulan atau unit belum terbit, atau halamannya di luar jumlah halaman.',
          schemas.Kesalahan,
        ),
      },
    },
  }
}

function described(
  { id, tag, summary, description, query, within: path = {}, answer }: Operation,
  schemas: Readonly<Record<string, JsonSchema>>,
): object {
  const asked = query ? Object.entries(parametersOf(query)) : []
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    parameters: [
      ...Object.entries(path).map(([name, [meaning, example]]) => ({
        name,
        in: 'path',
        required: true,
        description: meaning,
        schema: { type: 'string' },
        example,
      })),
      ...asked.map(([name, { description, examples, ...schema }]) => ({
        name,
        in: 'query',
        required: false,
        description,
        schema,
        example: examples?.[0],
      })),
    ],
    responses: {
      200: {
        description: summary,
        headers: {
          ETag: { $ref: '#/components/headers/ETag' },
          ...(answer?.startsWith('Daftar') && { Link: { $ref: '#/components/headers/Link' } }),
        },
        content: {
          'application/json': answer
            ? {
                schema: { $ref: `#/components/schemas/${answer}` },
                example: exampleOf(schemas[answer] ?? {}, schemas),
              }
            : { schema: { type: 'object' } },
        },
      },
      304: { $ref: '#/components/responses/TidakBerubah' },
      ...(query && {
        400: { $ref: '#/components/responses/TidakDipahami' },
        404: { $ref: '#/components/responses/TidakAda' },
      }),
    },
  }
}

function problem(description: string, schema: JsonSchema): object {
  return {
    description,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Kesalahan' }, example: exampleOf(schema) },
    },
  }
}
