// The house rules, executed: what may import what, what is pure, what files are called, what lies where.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { version } from '#src/publications/version.ts'

const root = new URL('..', import.meta.url).pathname

interface File {
  /** Path from the folder of the sources, such as `units/store.ts`. */
  readonly path: string
  readonly text: string
  /** Files of ours that it imports, by path; types included. */
  readonly files: readonly string[]
  /** Those of them that it needs at run time. */
  readonly needs: readonly string[]
  /** Packages that it imports: `hono`, `@hono/node-server`, `node:fs`. */
  readonly packages: readonly string[]
}

const files = read('src')
const tests = read('test')

function read(folder: string): File[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, folder, path), 'utf8')
      const imports = importsOf(text)
      const ours = (names: readonly string[]) =>
        names.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(path), name)))
      return {
        path,
        text,
        files: ours(imports),
        needs: ours(importsOf(text.replaceAll(/^import type /gm, '// '))),
        packages: imports
          .filter((name) => !/^[.#]/.test(name))
          .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name),
      }
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm)
  return Array.from(statements, ([, fixed, dynamic]) => fixed ?? dynamic ?? '')
}

/** One line for each file that breaks a rule; a rule is kept when there is none. */
function offences(broken: (file: File) => readonly string[], among: readonly File[] = files): string[] {
  return among.flatMap((file) => broken(file).map((what) => `${file.path}: ${what}`))
}

// In the order of the story: each may import those before it.
const capabilities = ['accounts', 'units', 'surveys', 'responses', 'ikm', 'followups', 'publications']

// Folders that know no capability, with the other such folders that each may import.
const servants: Readonly<Record<string, readonly string[]>> = {
  database: [],
  language: [],
  interface: ['language'],
  documents: ['language'],
  security: [],
}

const folderOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '')

type Role = 'rules' | 'forms' | 'store' | 'actions' | 'pages' | 'routes' | 'guard' | 'other'

/** What a file of a capability is for, by its name. */
function roleOf(path: string): Role {
  const name = path.split('/')[1] ?? ''
  if (/^(rules|rulebook)(\.ts)?$/.test(name)) return 'rules'
  return (
    (['forms', 'store', 'actions', 'pages', 'routes', 'guard'] as const).find((role) => name.split('.')[0] === role) ??
    'other'
  )
}

const isCapability = (path: string) => capabilities.includes(folderOf(path))

test('the imports of every file are understood', () => {
  const known = new Set(files.map(({ path }) => path))
  expect(files.length).toBeGreaterThan(40)
  expect(offences((file) => file.files.filter((imported) => !known.has(imported)))).toEqual([])
})

test('the version that editions name is that of the package', () => {
  expect(version).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
})

describe('folders', () => {
  test('are those of the design', () => {
    const folders = new Set(files.map(({ path }) => folderOf(path)).filter(Boolean))
    expect(
      [...folders].filter((name) => ![...capabilities, ...Object.keys(servants), 'demonstration'].includes(name)),
    ).toEqual([])
  })

  test('of capabilities import only those to their left, and what serves them', () => {
    const allowed = (from: string, to: string) =>
      to === '' ||
      folderOf(to) in servants ||
      (isCapability(to) && capabilities.indexOf(folderOf(to)) <= capabilities.indexOf(folderOf(from)))
    expect(
      offences(({ path, files }) =>
        isCapability(path) ? files.filter((to) => folderOf(to) !== '' && !allowed(path, to)) : [],
      ),
    ).toEqual([])
  })

  test('that serve know no capability', () => {
    expect(
      offences(({ path, files }) => {
        const folder = folderOf(path)
        const may = servants[folder]
        return may ? files.filter((to) => folderOf(to) !== folder && !may.includes(folderOf(to))) : []
      }),
    ).toEqual([])
  })

  test('see of the files above them only the platform', () => {
    expect(
      offences(({ path, files }) =>
        folderOf(path) ? files.filter((to) => !folderOf(to) && to !== 'platform.ts') : [],
      ),
    ).toEqual([])
  })

  test('leave the demonstration to the files above', () => {
    expect(
      offences(({ path, files }) =>
        folderOf(path) !== '' && folderOf(path) !== 'demonstration'
          ? files.filter((to) => folderOf(to) === 'demonstration')
          : [],
      ),
    ).toEqual([])
  })
})

describe('inside a capability', () => {
  // What a file may not touch, by its role. Pages and routes are the only ones that know HTML.
  const forbidden: Readonly<Record<Role, { roles: readonly Role[]; folders: readonly string[]; packages: RegExp }>> = {
    rules: {
      roles: ['forms', 'store', 'actions', 'pages', 'routes', 'other'],
      folders: ['', ...Object.keys(servants)],
      packages: /^(?!simple-statistics$)/,
    },
    forms: {
      roles: ['store', 'actions', 'pages', 'routes'],
      folders: ['database', 'interface'],
      packages: /hono|kysely/,
    },
    store: { roles: ['forms', 'actions', 'pages', 'routes'], folders: ['interface'], packages: /hono|zod/ },
    actions: { roles: ['pages', 'routes'], folders: ['interface'], packages: /hono|kysely/ },
    pages: { roles: ['store', 'actions', 'routes'], folders: ['database', 'security'], packages: /kysely|zod|@hono/ },
    routes: { roles: [], folders: [], packages: /kysely/ },
    guard: { roles: ['pages', 'routes'], folders: ['interface', 'database'], packages: /kysely|zod/ },
    other: { roles: ['pages', 'routes'], folders: ['interface'], packages: /hono|kysely/ },
  }

  test.each(Object.entries(forbidden))('%s keep to their own', (role, { roles, folders, packages }) => {
    expect(
      offences((file) => {
        if (!isCapability(file.path) || roleOf(file.path) !== role) return []
        return [
          ...file.files.filter((to) => isCapability(to) && roles.includes(roleOf(to))),
          ...file.files.filter((to) => folders.includes(folderOf(to))),
          ...file.packages.filter((name) => packages.test(name)),
        ]
      }),
    ).toEqual([])
  })

  test('rules are pure: no input, no output, no clock, no randomness', () => {
    const impure =
      /\bnew Date\(\s*\)|\bDate\.now\b|\b(?:Math\.random|performance\.now|crypto|process|console|globalThis|fetch|setTimeout|setInterval|await|async)\b/g
    expect(
      offences((file) => {
        if (!isCapability(file.path) || roleOf(file.path) !== 'rules') return []
        return Array.from(code(file.text).matchAll(impure), ([found]) => found)
      }),
    ).toEqual([])
  })
})

/** The text without comments and without what stands between quotes. */
function code(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*/g, ' ').replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
}

describe('packages', () => {
  const onNode = [
    'node.ts',
    'serve.ts',
    'files.ts',
    'cli.ts',
    'local-worker.ts',
    'secret.ts',
    'signing-key.ts',
    'mail.ts',
    'evidence-folder.ts',
    'database/sqlite.ts',
    'database/migrate.ts',
  ]

  test('of Node are known only to the files that run there', () => {
    const ofNode = /^(node:|better-sqlite3$|@hono\/node-server$|nodemailer$|wrangler$)/
    // workerd has node:crypto as well, and its scrypt runs natively there.
    const onBoth = (path: string, name: string) => path === 'security/password.ts' && name === 'node:crypto'
    expect(
      offences(({ path, packages }) =>
        onNode.includes(path) ? [] : packages.filter((name) => ofNode.test(name) && !onBoth(path, name)),
      ),
    ).toEqual([])
  })

  test('of Node are nowhere in reach of the Worker', () => {
    const reached = reachableFrom('worker.ts')
    expect(reached).toContain('app.tsx')
    expect([...reached].filter((path) => onNode.includes(path))).toEqual([])
  })

  test.each<[name: string, where: RegExp]>([
    ['kysely', /^database\/|\/store(\/\w+)?\.ts$/],
    ['better-auth', /^accounts\/(auth|store\/adapter)\.ts$/],
    ['zod', /\/forms(\/\w+)?\.ts$|^settings\.ts$/],
    ['hono', /^app\.tsx$|\/routes(\/\w+)?\.tsx$|^accounts\/guard\.ts$|^security\/|^interface\/|\/pages(\/|\.tsx$)/],
    ['@hono/zod-validator', /\/routes(\/\w+)?\.tsx$/],
    ['@hono/node-server', /^serve\.ts$/],
    ['qrcode', /^documents\//],
    ['nodemailer', /^mail\.ts$/],
    ['hucre', /^documents\//],
    ['papaparse', /^documents\//],
    ['@cantoo/pdf-lib', /^documents\//],
    ['docx', /^documents\//],
    ['simple-statistics', /\/rules(\/|\.ts$)/],
  ])('%s has its place', (name, where) => {
    expect(
      offences(({ path, packages }) => (where.test(path) ? [] : packages.filter((used) => used === name))),
    ).toEqual([])
  })

  test('are all declared', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const declared = (path: string, name: string) =>
      name.startsWith('node:') ||
      name in (dependencies ?? {}) ||
      (path === 'local-worker.ts' && name in (devDependencies ?? {}))
    expect(offences(({ path, packages }) => packages.filter((name) => !declared(path, name)))).toEqual([])
  })
})

function reachableFrom(start: string): Set<string> {
  const reached = new Set<string>()
  const visit = (path: string) => {
    if (reached.has(path)) return
    reached.add(path)
    for (const next of files.find((file) => file.path === path)?.needs ?? []) visit(next)
  }
  visit(start)
  return reached
}

test('no file needs itself, however far around', () => {
  const cycles: string[] = []
  const finished = new Set<string>()
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) return void cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (finished.has(path)) return
    for (const next of files.find((file) => file.path === path)?.needs ?? []) visit(next, [...trail, path])
    finished.add(path)
  }
  for (const { path } of files) visit(path, [])
  expect(cycles).toEqual([])
})

describe('every file', () => {
  test('opens with a sentence that says what it knows', () => {
    const opening = /^(?:#!.*\n)?((?:\/\/ .*\n)+)\n/
    expect(
      offences(
        ({ text }) =>
          /^\/\/ [^a-z].*[.]\)?\n$/s.test(opening.exec(text)?.[1] ?? '') ? [] : [text.split('\n')[0] ?? ''],
        [...files, ...tests],
      ),
    ).toEqual([])
  })

  test('is called by what it holds', () => {
    const empty = /^(utils?|helpers?|common|shared|misc|lib|managers?|process\w*|handl\w*|index)$/i
    expect(offences(({ path }) => path.split(/[/.]/).filter((part) => empty.test(part)), [...files, ...tests])).toEqual(
      [],
    )
  })

  test('names its functions by verbs of the domain', () => {
    expect(offences(({ text }) => text.match(/\b(?:function|const) (?:handle|process)[A-Z]\w*/g) ?? [])).toEqual([])
  })

  test('exports by name and for itself only', () => {
    expect(offences(({ path, text }) => (path === 'worker.ts' ? [] : (text.match(/^export default/gm) ?? [])))).toEqual(
      [],
    )
    expect(offences(({ text }) => text.match(/^export (?:type )?(?:\*|\{[^}]*\}) from.*/gm) ?? [])).toEqual([])
  })

  test('names other files with their endings, and tests name sources by #src', () => {
    expect(offences(({ files }) => files.filter((path) => !/\.tsx?$/.test(path)))).toEqual([])
    expect(offences(({ text }) => importsOf(text).filter((name) => name.includes('../')), tests)).toEqual([])
  })
})

test('the top level holds nothing that the design does not know', () => {
  const known =
    /^(\..*|migrations|public|src|test|package\.json|package-lock\.json|tsconfig\.json|wrangler\.toml|LICENSE|README\.md)$/
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''))
  expect(readdirSync(root).filter((name) => !known.test(name) && !ignored.includes(name))).toEqual([])
})
