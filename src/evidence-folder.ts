// Keeps evidence as files in a folder beside the database, each under the SHA-256 of its content.

import { mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EvidenceStorage } from './platform.ts'

/** The folder that belongs to a database file. */
export function evidenceFolderOf(database: string): string {
  return `${database}.bukti`
}

/** Files are written whole or not at all: under another name first, on disk before they are given theirs. */
export function openEvidenceFolder(folder: string): EvidenceStorage {
  return {
    async put(key, bytes) {
      const file = fileOf(folder, key)
      mkdirSync(folder, { recursive: true })
      const fresh = `${file}.${crypto.randomUUID()}.baru`
      try {
        const opened = await open(fresh, 'wx')
        try {
          await opened.writeFile(bytes)
          await opened.sync()
        } finally {
          await opened.close()
        }
        await rename(fresh, file)
      } catch (error) {
        await rm(fresh, { force: true })
        throw error
      }
      await syncFolder(folder)
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(fileOf(folder, key)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

// Nothing but a hash is ever made part of a path.
function fileOf(folder: string, key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new RangeError('evidence is kept under the SHA-256 of its content')
  return join(folder, key)
}

// The new name is on disk only when the folder is.
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
