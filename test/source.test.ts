import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_FOLDER } from '#core/config'

/** Style sheets of customers' pages: a constant, and a colour that its contract has read. */
const OWN_STYLE = ['public/page.ts']
/** PostgreSQL's own programs, and what installs a clone. */
const STARTERS = ['app/cli-serve.ts', 'core/postgres-cluster.ts', 'core/postgres-programs.ts']
/** When to come again, and names of visitors and queues on pages of shops, which open nothing. */
const HARMLESS_CHANCE = ['core/live.ts', 'web/live.ts', 'snippet/bazgasht.ts', 'snippet/outbox.ts']

/** Everything that runs where people's data is. */
const SOURCES = globSync(
  ['core', 'app', 'modules', 'web', 'snippet', 'public'].map((folder) => `${folder}/**/*.{ts,tsx}`),
  { cwd: PROJECT_FOLDER },
)
  .filter((path) => !/\.test\.tsx?$|\/make\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(PROJECT_FOLDER, path), 'utf8') }))

/** Files that hold what no file should, but for those that may. */
function filesWith(pattern: RegExp, may: readonly string[] = []): string[] {
  return SOURCES.filter(({ path, text }) => pattern.test(text) && !may.includes(path)).map(({ path }) => path)
}

test('no text becomes code, and no text becomes a page without being escaped', () => {
  expect(SOURCES.length).toBeGreaterThan(500)
  expect(filesWith(/\beval\(|new Function\(|node:vm|runInNewContext/)).toEqual([])
  expect(filesWith(/dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write\(/, OWN_STYLE)).toEqual([])
})

test('no program is started through a shell, and only PostgreSQL and what it needs are started at all', () => {
  expect(filesWith(/\bshell: |\b(?:exec|execSync)\b.*from 'node:child_process'/)).toEqual([])
  expect(filesWith(/node:child_process/, STARTERS)).toEqual([])
})

test('certificates of others are always checked', () => {
  expect(filesWith(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/)).toEqual([])
})

test('nothing that must not be guessed comes from a weak source, and no weak hash guards anything', () => {
  expect(filesWith(/Math\.random\(/, HARMLESS_CHANCE)).toEqual([])
  expect(filesWith(/createHash\('(?:md5|sha1)'|createCipheriv\('(?!aes-256-gcm)/)).toEqual([])
})
