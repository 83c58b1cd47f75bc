// The tables of sign-in as better-auth sees them: its reads become selects, each of its writes one commit.

import { createAdapterFactory } from 'better-auth/adapters'
import type { Database, Value } from '../../database/database.ts'

/** One condition, after better-auth has put in the names of our columns. */
interface Condition {
  readonly field: string
  readonly operator?: string | undefined
  readonly connector?: string | undefined
  readonly value: unknown
}

interface Written {
  readonly sql: string
  readonly parameters: readonly Value[]
}

type Row = Record<string, unknown>

const comparisons: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

/**
 * better-auth's adapter over our seam. It has no transactions, and needs none: what must happen once is a single guarded
 * delete or update whose count tells who came first.
 */
export function authAdapter(database: Database) {
  async function rows(sql: string, parameters: readonly Value[]): Promise<Row[]> {
    return database.select<Row>({ sql, parameters })
  }

  async function write({ sql, parameters }: Written): Promise<{ changed: number; lastId: number }> {
    const [outcome] = await database.commit({ sql, parameters })
    return outcome ?? { changed: 0, lastId: 0 }
  }

  async function find(table: string, where: readonly Condition[]): Promise<Row | null> {
    const { sql, parameters } = conditions(where)
    const [row] = await rows(`select * from ${name(table)}${sql} limit 1`, parameters)
    return row ?? null
  }

  async function update(table: string, where: readonly Condition[], values: Row, added: Row = {}): Promise<number> {
    const assigned = [
      ...Object.keys(values).map((column) => `${name(column)} = ?`),
      ...Object.keys(added).map((column) => `${name(column)} = ${name(column)} + ?`),
    ]
    const { sql, parameters } = conditions(where)
    if (assigned.length === 0) return (await rows(`select id from ${name(table)}${sql}`, parameters)).length
    const { changed } = await write({
      sql: `update ${name(table)} set ${assigned.join(', ')}${sql}`,
      parameters: [...Object.values(values), ...Object.values(added)].map(storable).concat(parameters),
    })
    return changed
  }

  async function remove(table: string, where: readonly Condition[]): Promise<number> {
    const { sql, parameters } = conditions(where)
    return (await write({ sql: `delete from ${name(table)}${sql}`, parameters })).changed
  }

  // The row is picked first, then changed only if it still is as it was asked for.
  async function updateOne(table: string, where: readonly Condition[], values: Row, added?: Row): Promise<Row | null> {
    const row = await find(table, where)
    if (!row) return null
    const changed = await update(table, [...where, same('id', row.id)], values, added)
    return changed === 0 ? null : find(table, [same('id', row.id)])
  }

  return createAdapterFactory({
    config: {
      adapterId: 'ikm',
      supportsDates: false,
      supportsBooleans: false,
      supportsJSON: false,
      supportsNumericIds: true,
      // The house keeps instants as whole seconds.
      customTransformInput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'string' ? Math.floor(Date.parse(data) / 1000) : data,
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data * 1000) : data,
    },
    adapter: ({ getFieldName }) => ({
      async create<Data extends Row>({ model, data }: { model: string; data: Data }): Promise<Data> {
        const columns = Object.keys(data)
        const { lastId } = await write({
          sql: `insert into ${name(model)} (${columns.map(name).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
          parameters: Object.values(data).map(storable),
        })
        return (await find(model, [same('id', lastId)])) as Data
      },
      findOne: async <Found>({ model, where }: { model: string; where: readonly Condition[] }) =>
        (await find(model, where)) as Found | null,
      async findMany<Found>({
        model,
        where = [],
        limit,
        offset = 0,
        sortBy,
      }: {
        model: string
        where?: readonly Condition[] | undefined
        limit: number
        offset?: number | undefined
        sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined
      }): Promise<Found[]> {
        const { sql, parameters } = conditions(where)
        const order = sortBy
          ? `${name(getFieldName({ model, field: sortBy.field }))} ${sortBy.direction === 'desc' ? 'desc' : 'asc'}, `
          : ''
        const selected = `select * from ${name(model)}${sql} order by ${order}id desc limit ? offset ?`
        return (await rows(selected, [...parameters, limit, offset])) as Found[]
      },
      update: async <Values>({ model, where, update: values }: { model: string; where: Condition[]; update: Values }) =>
        (await updateOne(model, where, values as Row)) as Values | null,
      updateMany: ({ model, where, update: values }) => update(model, where, values),
      async delete({ model, where }) {
        await remove(model, where)
      },
      deleteMany: ({ model, where }) => remove(model, where),
      async consumeOne<Found>({ model, where }: { model: string; where: readonly Condition[] }) {
        const row = await find(model, where)
        if (!row) return null
        return (await remove(model, [...where, same('id', row.id)])) === 1 ? (row as Found) : null
      },
      incrementOne: async <Found>({
        model,
        where,
        increment,
        set = {},
      }: {
        model: string
        where: readonly Condition[]
        increment: Record<string, number>
        set?: Row | undefined
      }) => (await updateOne(model, where, set, increment)) as Found | null,
      async count({ model, where = [] }) {
        const { sql, parameters } = conditions(where)
        const [row] = await rows(`select count(*) as total from ${name(model)}${sql}`, parameters)
        return Number(row?.total ?? 0)
      },
    }),
  })
}

/** What better-auth names is a name of ours, or a mistake. */
function name(of: string): string {
  if (!/^[a-z_]+$/.test(of)) throw new Error(`no such table or column: ${of}`)
  return of
}

function same(field: string, value: unknown): Condition {
  return { field, operator: 'eq', connector: 'AND', value }
}

function conditions(where: readonly Condition[]): Written {
  const written = where.map(condition)
  const all = (connector: string) => written.filter((_, place) => (where[place]?.connector ?? 'AND') === connector)
  const [and, or] = [all('AND'), all('OR')]
  const groups = [
    ...and.map(({ sql }) => sql),
    ...(or.length > 0 ? [`(${or.map(({ sql }) => sql).join(' or ')})`] : []),
  ]
  return {
    sql: groups.length > 0 ? ` where ${groups.join(' and ')}` : '',
    parameters: [...and, ...or].flatMap(({ parameters }) => parameters),
  }
}

function condition({ field, operator = 'eq', value }: Condition): Written {
  const column = name(field)
  if (value === null) return { sql: `${column} is ${operator === 'ne' ? 'not ' : ''}null`, parameters: [] }
  if (operator === 'in' || operator === 'not_in') {
    const not = operator === 'in' ? '' : 'not '
    return { sql: `${column} ${not}in (select value from json_each(?))`, parameters: [JSON.stringify(value)] }
  }
  const comparison = comparisons[operator]
  if (!comparison) throw new Error(`no such comparison: ${operator}`)
  return { sql: `${column} ${comparison} ?`, parameters: [storable(value)] }
}

function storable(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (value === null || value === undefined) return null
  throw new Error(`cannot be stored: ${typeof value}`)
}
