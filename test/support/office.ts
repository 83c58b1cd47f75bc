// Office files read by what shares no code with their writer: the parts of an archive, and LibreOffice without a screen.

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, inflateRawSync } from 'node:zlib'
import Papa from 'papaparse'
import { describe } from 'vitest'

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
const missing = 'LibreOffice test LEFT OUT: get it with `apt-get install --no-install-recommends libreoffice-calc`.'

/** `describe` for what needs LibreOffice: left out aloud where there is none. */
export function describeWithOffice(name: string, tests: () => void): void {
  if (soffice === undefined) console.warn(`\n!!! ${missing}\n`)
  describe.skipIf(soffice === undefined)(name, tests)
}

/** Cells of every sheet by its name, computed anew by LibreOffice; numbers with a decimal point, at full length. */
export async function recalculated(workbook: Uint8Array): Promise<Map<string, string[][]>> {
  const folder = mkdtempSync(join(tmpdir(), 'ikm-office-'))
  try {
    writeFileSync(join(folder, 'book.xlsx'), workbook)
    const words = [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      // As stored rather than as shown, every sheet to a file of its own.
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1',
      '--outdir',
      folder,
      join(folder, 'book.xlsx'),
    ]
    await promisify(execFile)(soffice ?? '', words, { timeout: 300_000 })
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    return new Map(
      files.map((name) => [
        name.slice('book-'.length, -'.csv'.length),
        Papa.parse<string[]>(readFileSync(join(folder, name), 'utf8')).data,
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The parts of an archive by name. Source: APPNOTE.TXT 6.3.
 * @throws where a checksum or a size is not what the directory says.
 */
export function partsOf(archive: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(archive)
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const parts = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [checksum, packed, size, nameLength, extra, comment] = [
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ] as const
    const start = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    const content = bytes.subarray(data, data + packed)
    const plain = bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content)
    if (plain.length !== size || crc32(plain) !== checksum) throw new Error(`a damaged part: ${name}`)
    parts.set(name, plain)
    at += 46 + nameLength + extra + comment
  }
  return parts
}

/** What a reader of a DOCX sees of its text, paragraph by paragraph. */
export function textOfWord(document: Uint8Array): string {
  const xml = partsOf(document).get('word/document.xml')?.toString('utf8') ?? ''
  return xml
    .split('</w:p>')
    .map((paragraph) => Array.from(paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g), ([, text]) => text ?? '').join(''))
    .join('\n')
    .replaceAll('&amp;', '&')
}
