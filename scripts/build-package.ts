/**
 * Builds dist/package, what `npm pack` ships: the server as JavaScript, because Node does not strip types inside node_modules, with the built interface,
 * the migrations, the words of errors and the sample shop. Every file keeps its place, so that what lies beside it is found as in the source.
 * Only what the command line reaches is taken: no tests, no fixtures. Run by `npm pack`.
 */
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, posix } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const TARGET = join(ROOT, 'dist', 'package')
const ENTRY = 'app/cli.ts'
const DATA = ['{core,modules/*}/migrations/*.sql', '{web,modules/*/web}/{fa,en}.json', 'samples/**/*.{gz,md}']
/** What only the build's own checks read. */
const NOT_SERVED = /[\\/]dist[\\/]web[\\/]\.vite(?:$|[\\/])/

const { version, imports }: { version: string; imports: Record<string, string> } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
)

if (!existsSync(join(ROOT, 'dist', 'web', 'index.html'))) throw new Error('dist/web is not built: npm run build:web')
rmSync(TARGET, { recursive: true, force: true })
const programs = writePrograms(ENTRY)
for (const file of DATA.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))) copy(file)
cpSync(join(ROOT, 'dist', 'web'), join(TARGET, 'dist', 'web'), { recursive: true, filter: (path) => !NOT_SERVED.test(path) })
write('package.json', `${JSON.stringify({ name: 'bazgasht', version, private: true, type: 'module', imports: doors() }, null, 2)}\n`)
console.error(`dist/package: ${programs} programs`)

/** Writes the program and all that it names, each once; gives their number. */
function writePrograms(entry: string): number {
  const seen = new Set([entry])
  for (const file of seen) {
    const code = stripTypeScriptTypes(readFileSync(join(ROOT, file), 'utf8'))
    write(asJavaScript(file), code.replaceAll(/(['"])(\.{1,2}\/[\w./-]+)\.ts\1/g, '$1$2.js$1'))
    for (const named of namedIn(code, file)) seen.add(named)
  }
  return seen.size
}

/** Whatever is imported, now or later, or named as the program of a thread. Types are gone by now, and what only they named with them. */
function namedIn(code: string, file: string): string[] {
  const beside = [...code.matchAll(/(['"])(\.{1,2}\/[\w./-]+\.ts)\1/g)].map(([, , path = '']) => posix.join(dirname(file), path))
  const throughDoors = [...code.matchAll(/(['"])(#\w+)\/([\w./-]+)\1/g)].flatMap(([, , door = '', name = '']) => {
    const place = imports[`${door}/*`]
    return place ? [posix.normalize(place.replace('*', name))] : []
  })
  return [...beside, ...throughDoors]
}

/** package.json's own, as they are in the package; without those that only the browser and tests pass through. */
function doors(): Record<string, string> {
  const served = Object.entries(imports).filter(([door]) => !/^#(?:web|test)\//.test(door))
  return Object.fromEntries(served.map(([door, place]) => [door, asJavaScript(place)]))
}

function asJavaScript(file: string): string {
  return file.replace(/\.ts$/, '.js')
}

function copy(file: string): void {
  mkdirSync(dirname(join(TARGET, file)), { recursive: true })
  cpSync(join(ROOT, file), join(TARGET, file))
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(TARGET, file)), { recursive: true })
  writeFileSync(join(TARGET, file), text)
}
