// How the edge engine meets faults of the network: documented transient ones are tried again, anything else at once told.

import { expect, test } from 'vitest'
import { type D1Binding, openD1 } from '#src/database/d1.ts'
import { Busy, ConstraintFailure } from '#src/database/database.ts'

/** A binding whose batches fail with these messages, one after the other, and then succeed. */
function failing(...messages: string[]): { binding: D1Binding; batches: () => number } {
  let batches = 0
  const statement = { bind: () => statement, all: async () => ({ results: [], meta: { changes: 0, last_row_id: 0 } }) }
  const binding: D1Binding = {
    prepare: () => statement,
    async batch(statements) {
      const message = messages[batches++]
      if (message !== undefined) throw new Error(message)
      return statements.map(() => ({ results: [], meta: { changes: 1, last_row_id: 7 } }))
    },
  }
  return { binding, batches: () => batches }
}

const write = { sql: 'insert into x values (1)', parameters: [] }
const lost = 'D1_ERROR: Network connection lost.'

test('a commit is tried again after a transient fault', async () => {
  const { binding, batches } = failing(lost, 'D1_ERROR: D1 DB storage caused object to be reset.')
  expect(await openD1(binding).commit(write)).toEqual([{ changed: 1, lastId: 7 }])
  expect(batches()).toBe(3)
})

test('after five transient faults the engine is busy', async () => {
  const { binding, batches } = failing(lost, lost, lost, lost, lost)
  await expect(openD1(binding).commit(write)).rejects.toBeInstanceOf(Busy)
  expect(batches()).toBe(5)
})

test.each([
  ['a refusal', 'D1_ERROR: UNIQUE constraint failed: responses.key: SQLITE_CONSTRAINT', ConstraintFailure],
  ['a mistake in the SQL', 'D1_ERROR: near "x": syntax error: SQLITE_ERROR', Error],
])('%s is told at once', async (_, message, kind) => {
  const { binding, batches } = failing(message)
  const error = await openD1(binding)
    .commit(write)
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(kind)
  expect(error).not.toBeInstanceOf(Busy)
  expect(batches()).toBe(1)
})

test('a read that never comes back, as of a request that was cancelled, holds up no other', async () => {
  let reads = 0
  const statement = {
    bind: () => statement,
    all: () =>
      reads++ === 0
        ? new Promise<never>(() => {})
        : Promise.resolve({ results: [{ id: 1 }], meta: { changes: 0, last_row_id: 0 } }),
  }
  const { read } = openD1({ prepare: () => statement, batch: async () => [] })
  void read.selectFrom('units').select('id').execute()
  expect(await read.selectFrom('units').select('id').execute()).toEqual([{ id: 1 }])
})
