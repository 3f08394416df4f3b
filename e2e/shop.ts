import { setTimeout as wait } from 'node:timers/promises'
import { fromPrepared } from './prepared.ts'
import { newFolder, type Program, startProgram } from './program.ts'
import type { Language } from './words.ts'

/** Signed in, as Playwright's browser contexts take it. */
export interface SignedIn {
  readonly cookies: {
    name: string
    value: string
    domain: string
    path: string
    expires: number
    httpOnly: boolean
    secure: boolean
    sameSite: 'Lax'
  }[]
  readonly origins: []
}

/** How far a shop has come: just started, set up without orders, or with the sample shop's. */
export type Stage = 'untouched' | 'empty' | 'sample'

export interface Shop extends Program {
  /** The owner's session; nobody's in an untouched shop. */
  readonly owner: SignedIn
}

export const OWNER = { name: 'Sara', email: 'sara@example.com', password: 'a long walk by the river' } as const

const SETTINGS = {
  fa: {
    name: 'فروشگاه سارا',
    language: 'fa',
    timeZone: 'Asia/Tehran',
    currency: 'IRR',
    moneyDisplay: 'toman',
    calendar: 'persian',
    weekStart: 6,
  },
  en: {
    name: 'Sara’s shop',
    language: 'en',
    timeZone: 'Europe/London',
    currency: 'IRR',
    moneyDisplay: 'toman',
    calendar: 'gregorian',
    weekStart: 1,
  },
} as const

const NOBODY: SignedIn = { cookies: [], origins: [] }

/** Starts a program whose shop has come as far as asked. */
export async function openShop(language: Language, stage: Stage): Promise<Shop> {
  const folder = newFolder()
  const said = await fromPrepared(stage === 'sample' ? `sample-${language}` : 'untouched', folder, (folder) =>
    prepare(language, stage, folder),
  )
  const program = await startProgram(folder, stage === 'sample')
  if (stage === 'sample') return { ...program, owner: ownerOf(said) }
  return { ...program, owner: stage === 'empty' ? await setUp(program, language) : NOBODY }
}

/** Leaves a shop behind as programs find it that begin with it, made through its own interface for machines; gives the owner's cookie. */
async function prepare(language: Language, stage: Stage, folder: string): Promise<string> {
  const program = await startProgram(folder)
  try {
    if (stage !== 'sample') return ''
    const owner = await setUp(program, language)
    await loadSample(program, owner)
    return JSON.stringify(owner)
  } finally {
    await program.end()
  }
}

function ownerOf(said: string): SignedIn {
  const owner: SignedIn = JSON.parse(said)
  return owner
}

/** The answer of the program to a request of somebody who is signed in. */
export function ask(
  url: string,
  who: SignedIn,
  ...[method, path, body]: readonly [method: string, path: string, body?: unknown]
): Promise<Response> {
  const cookie = who.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie, origin: url }
  if (body === undefined) return fetch(url + path, { method, headers })
  const sent = { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return fetch(url + path, sent)
}

/** The session in an answer's cookie. */
export function sessionOf(answer: Response): SignedIn {
  const found = /^([^=]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? '')
  if (!answer.ok || !found) throw new Error(`No session: ${answer.status}`)
  const [, name = '', value = ''] = found
  return {
    cookies: [{ name, value, domain: 'localhost', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' }],
    origins: [],
  }
}

async function setUp({ url, link }: Program, language: Language): Promise<SignedIn> {
  const token = new URL(link).searchParams.get('token')
  const body = JSON.stringify({ token, ...OWNER, workspace: SETTINGS[language] })
  return sessionOf(await fetch(`${url}/api/setup`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
}

/** Loads the sample shop; all that follows from its orders is there when this is done. */
async function loadSample({ url }: Program, owner: SignedIn): Promise<void> {
  const read = async (path: string) => (await ask(url, owner, 'GET', path)).json()
  const { id } = await (await ask(url, owner, 'POST', '/api/imports/sample')).json()
  await until(async () => {
    const { status } = await read(`/api/imports/${id}`)
    if (status === 'failed') throw new Error('The sample shop could not be loaded')
    return status === 'done'
  })
  // What is asked for twice is done once.
  await ask(url, owner, 'POST', '/api/insights/fits')
  await ask(url, owner, 'POST', '/api/insights/studies', {})
  await until(async () => {
    const { study } = await read('/api/insights/studies')
    const { open, done, failed } = await read('/api/insights/fits/latest')
    if (failed || study?.state === 'failed') throw new Error('The sample shop could not be studied')
    return open === null && done !== null && study?.state === 'done' && (await read('/api/insights/customers')).counted
  })
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(200)
}
