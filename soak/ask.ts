import { request as open, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Program } from './program.ts'

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Sent instead of a body: bytes of any type, named in the headers. */
  readonly bytes?: Buffer
  /** The loopback address that it comes from, so that everybody has limits of their own. */
  readonly from?: string
}

export interface Answer {
  readonly status: number
  readonly cookies: readonly string[]
  /** Parsed JSON, else the text. */
  readonly body: unknown
}

/** How often people had to ask again, and why. */
export interface Again {
  unanswered: number
  unavailable: number
  tooMany: number
}

const ANSWER_LIMIT = 60_000

/** One try at one process; fails when there is no answer. */
export async function ask(program: Program, asked: Asked): Promise<Answer> {
  const answer = await openRequest(program, asked)
  const said = await text(answer)
  return { status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [], body: said === '' ? null : parsed(said) }
}

/** The same, answered as a stream. */
export async function openRequest(
  { url }: Program,
  { method, path, headers = {}, body, bytes, from = '127.0.0.1' }: Asked,
): Promise<IncomingMessage> {
  const sent = bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
  const type = bytes || sent === undefined ? {} : { 'content-type': 'application/json' }
  const request = open(url + path, { method, headers: { origin: url, ...type, ...headers }, localAddress: from, timeout: ANSWER_LIMIT })
  request.on('timeout', () => request.destroy(new Error('no answer')))
  request.end(sent)
  const [answer] = await once(request, 'response')
  return answer
}

/** Asks one process or the other until there is an answer that says what became of it: what is not answered may have happened or not. */
export async function insist(programs: readonly Program[], asked: Asked, again: Again): Promise<Answer> {
  for (;;) {
    const program = programs[Math.floor(Math.random() * programs.length)]
    const answer = program && (await ask(program, asked).catch(() => null))
    if (answer && answer.status < 500 && answer.status !== 429) return answer
    if (!answer) again.unanswered += 1
    else if (answer.status === 429) again.tooMany += 1
    else again.unavailable += 1
    await wait(100 + Math.random() * 400)
  }
}

function parsed(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return said
  }
}
