// Fails when the first load of the application, or what we put on pages of shops, grows beyond its limit. Needs a build (`npm run build:web`).
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const FIRST_LOAD_LIMIT = 250_000
const SNIPPET_LIMIT = 4_000

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
}

const manifest: Record<string, Chunk> = JSON.parse(readFileSync('dist/web/.vite/manifest.json', 'utf8'))
const entry = Object.entries(manifest).find(([, chunk]) => chunk.isEntry)
if (!entry) throw new Error('the build has no entry')
// What the first page takes besides: itself, and the words of one language (the longer ones).
const ALSO = ['../modules/insights/web/TodayPage.tsx', 'languages/fa.ts']
const files = [entry[0], ...ALSO].reduce((seen, name) => staticImports(name, seen), new Set<string>())
const bytes = [...files].reduce((sum, name) => sum + gzipSync(readFileSync(`dist/web/${manifest[name]?.file}`)).length, 0)
console.log(`first load: ${(bytes / 1000).toFixed(1)} kB of script, gzipped (limit ${FIRST_LOAD_LIMIT / 1000} kB)`)
const snippetBytes = gzipSync(readFileSync('dist/web/bazgasht.js')).length
console.log(`bazgasht.js: ${(snippetBytes / 1000).toFixed(1)} kB, gzipped (limit ${SNIPPET_LIMIT / 1000} kB)`)
if (bytes > FIRST_LOAD_LIMIT || snippetBytes > SNIPPET_LIMIT) process.exit(1)

function staticImports(name: string, seen: Set<string>): Set<string> {
  if (seen.has(name)) return seen
  if (!manifest[name]) throw new Error(`the build has no ${name}`)
  seen.add(name)
  for (const next of manifest[name]?.imports ?? []) staticImports(next, seen)
  return seen
}
