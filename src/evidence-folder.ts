// Keeps evidence as files in a folder beside the database, each under the SHA-256 of its content.

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EvidenceStorage } from './platform.ts'

/** The folder that belongs to a database file. */
export function evidenceFolderOf(database: string): string {
  return `${database}.bukti`
}

/**
 * Copies the evidence of one database file to the folder of another; what is there already stays. Files never change, so
 * it may be done while others are added.
 * @returns how many files the folder copied from holds.
 */
export function copyEvidence(from: string, to: string): number {
  const [source, target] = [evidenceFolderOf(from), evidenceFolderOf(to)]
  if (!existsSync(source)) return 0
  const keys = readdirSync(source).filter((name) => isKey(name))
  if (keys.length > 0) mkdirSync(target, { recursive: true })
  for (const key of keys) {
    if (existsSync(join(target, key))) continue
    copyFileSync(join(source, key), join(target, `${key}.baru`))
    renameSync(join(target, `${key}.baru`), join(target, key))
  }
  return keys.length
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
  if (!isKey(key)) throw new RangeError('evidence is kept under the SHA-256 of its content')
  return join(folder, key)
}

function isKey(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name)
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
