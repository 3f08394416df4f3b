import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKS } from '../scripts/check.ts'
import { createApp } from '../app/http.ts'
import { PROJECT_FOLDER } from '#core/config'
import { atEnd, testServer } from '#test/lab'

const TEXT = readFileSync(join(PROJECT_FOLDER, 'docs', 'security.md'), 'utf8')

interface Row {
  readonly number: string
  readonly level: string
  readonly asks: string
  readonly met: string
  readonly how: string
}

const ROWS: readonly Row[] = TEXT.split('\n')
  .filter((line) => /^\| \d/.test(line) && line.split(' | ').length === 5)
  .map((line) => {
    const [number = '', level = '', asks = '', met = '', how = ''] = line.replace(/^\| | \|$/g, '').split(' | ')
    return { number, level, asks, met, how }
  })

/** The requirements of levels 1 and 2 of ASVS 5.0.0: a line a chapter, its sections with their numbers. Those of level 3 leave gaps. */
const CHAPTERS: readonly string[] = [
  '1 1:1-2 2:1-9 3:1-11 4:1-3 5:1-2',
  '2 1:1-3 2:1-3 3:1-4 4:1',
  '3 2:1-2 3:1-4 4:1-6 5:1-5 7:1-2',
  '4 1:1-3 2:1 3:1-2 4:1-4',
  '5 1:1 2:1-3 3:1-2 4:1-3',
  '6 1:1-3 2:1-12 3:1-4 4:1-4 5:1-5 6:1-3 8:1-4',
  '7 1:1-3 2:1-4 3:1-2 4:1-5 5:1-2 6:1-2',
  '8 1:1-2 2:1-3 3:1 4:1',
  '9 1:1-3 2:1-4',
  '10 1:1-2 2:1-2 3:1-4 4:1-11 5:1-5 6:1-2 7:1-3',
  '11 1:1-2 2:1-3 3:1-3 4:1-4 5:1 6:1',
  '12 1:1-3 2:1-2 3:1-4',
  '13 1:1 2:1-5 3:1-2 4:1-5',
  '14 1:1-2 2:1-4 3:1-3',
  '15 1:1-3 2:1-3 3:1-7',
  '16 1:1 2:1-5 3:1-4 4:1-3 5:1-3',
  '17 1:1 2:1-4 3:1-2',
]

test('every requirement of levels 1 and 2 stands in the table once, in its order', () => {
  const expected = CHAPTERS.flatMap(numbersOf)
  expect(ROWS.map(({ number }) => number)).toEqual(expected)
  expect(expected).toHaveLength(253)
  expect(ROWS.filter(({ level }) => level === '1')).toHaveLength(70)
})

test('every row says what is asked, whether it is met, and how or why not', () => {
  for (const { number, level, asks, met, how } of ROWS) {
    expect([number, ['1', '2'].includes(level), ['yes', 'no', 'n/a'].includes(met)]).toEqual([number, true, true])
    expect([number, asks.length > 3, how.length > 6]).toEqual([number, true, true])
    if (met === 'yes') expect([number, testsIn(how).length + checksIn(how).length + linksIn(how).length > 0]).toEqual([number, true])
    if (met === 'no') expect([number, how]).toEqual([number, expect.stringMatching(/^Not (?:met|shown)/)])
  }
})

test('every test that it names exists, in the file that it names', () => {
  const named = ROWS.flatMap(({ how }) => testsIn(how))
  expect(named.length).toBeGreaterThan(150)
  const missing = named.filter(({ file, title }) => !existsSync(join(PROJECT_FOLDER, file)) || !hasTitle(file, title))
  expect(missing).toEqual([])
  // Every title is quoted after its file, so none goes unread.
  expect(named).toHaveLength(ROWS.flatMap(({ how }) => how.match(/“/g) ?? []).length)
})

test('every check and every section or page that it names exists', () => {
  const checks = new Set<string>(CHECKS.map(({ name }) => name))
  expect(ROWS.flatMap(({ how }) => checksIn(how)).filter((name) => !checks.has(name))).toEqual([])
  expect([...TEXT.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link).filter((link) => !leadsSomewhere(link))).toEqual([])
})

test('a body that names the prototype is refused', async () => {
  const app = await appOnALab()
  for (const payload of [
    '{"email":"a@example.com","password":"x","__proto__":{"admin":true}}',
    '{"email":"a@example.com","password":"x","constructor":{"prototype":{"admin":true}}}',
  ]) {
    const headers = { 'content-type': 'application/json' }
    expect((await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers, payload })).statusCode).toBe(400)
  }
})

test('a parameter that is given twice is refused', async () => {
  const app = await appOnALab()
  const asked = (url: string) => app.inject({ method: 'GET', url }).then(({ statusCode }) => statusCode)
  expect([await asked('/api/auth/reset?token=a'), await asked('/api/auth/reset?token=a&token=b')]).toEqual([200, 400])
})

test('a folder answers like an address that is not there', async () => {
  const app = await appOnALab()
  for (const url of ['/assets/', '/assets', '/fonts/', '/.git/', '/data/']) {
    const { statusCode, body } = await app.inject({ method: 'GET', url, headers: { accept: 'application/json' } })
    expect([url, statusCode, JSON.parse(body)]).toEqual([url, 404, { error: { code: 'core.not_found', details: {} } }])
  }
})

test('TRACE is answered like an address that is not there', async () => {
  const app = await appOnALab()
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = new URL(url)
  const answer = await said(Number(port), `TRACE /api/session HTTP/1.1\r\nHost: x\r\nX-Secret: planted\r\nConnection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 40[45] /)
  expect(answer).not.toContain('planted')
})

/** '1 1:1-2 2:1,3' is 1.1.1, 1.1.2, 1.2.1 and 1.2.3. */
function numbersOf(chapter: string): string[] {
  const [name = '', ...sections] = chapter.split(' ')
  return sections.flatMap((each) => {
    const [section = '', numbers = ''] = each.split(':')
    return numbers.split(',').flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number)
      return Array.from({ length: last - first + 1 }, (_, k) => `${name}.${section}.${first + k}`)
    })
  })
}

function testsIn(how: string): { readonly file: string; readonly title: string }[] {
  return [...how.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }))
}

function hasTitle(file: string, title: string): boolean {
  const text = readFileSync(join(PROJECT_FOLDER, file), 'utf8')
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted))
}

function checksIn(how: string): string[] {
  return [...how.matchAll(/`npm run check`: ([a-z ]+?)(?=[,;.)]|$)/g)].map(([, name = '']) => name)
}

function linksIn(how: string): string[] {
  return [...how.matchAll(/\]\(([^)]+)\)|`app\/permissions\.ts`/g)].map(([, link = '']) => link)
}

/** A heading of this page, or a file beside it with a heading of its own. */
function leadsSomewhere(link: string): boolean {
  if (link.startsWith('https://')) return true
  const [path = '', heading] = link.split('#')
  const file = path === '' ? join(PROJECT_FOLDER, 'docs', 'security.md') : join(PROJECT_FOLDER, 'docs', path)
  if (!existsSync(file)) return false
  const anchors = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title))
  return heading === undefined || anchors.includes(heading)
}

/** As forges make them. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

let made: ReturnType<typeof createApp> | undefined

function appOnALab(): ReturnType<typeof createApp> {
  made ??= testServer().then(async (server) => {
    const app = await createApp(server)
    atEnd(() => app.close())
    return app
  })
  return made
}

/** All that is answered to these bytes until the connection ends. */
function said(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => (text += String(data)))
    socket.on('close', () => resolve(text))
  })
}
