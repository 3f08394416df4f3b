import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, get } from 'node:http'
import { PROJECT_FOLDER } from '#core/config'
import { memoryOf, postgresTree, type Memory } from './memory.ts'
import { PAGES } from './page-list.ts'

export interface MeasuredPage {
  readonly name: string
  readonly median: number
  readonly p99: number
  readonly limit: string
  readonly calls: number
  readonly bytes: number
}

export interface MeasuredPages {
  /** Null where the system does not say. */
  readonly idle: { readonly node: Memory; readonly postgres: Memory } | null
  readonly pages: readonly MeasuredPage[]
}

/** What serve.ts says once it listens. */
export interface Ready {
  readonly url: string
  readonly cookie: string
  readonly workspace: string
}

/** Long enough for what a start sets going to come to rest. */
const REST = 10_000

/** Which pages are read, and how often. */
export interface Reading {
  readonly reads: number
  /** Only pages whose name contains it. */
  readonly named: string
}

/** Starts the product on the data folder, lets it rest, and reads each page `reads` times, as a signed-in owner, one call after the other. */
export async function measurePages(dataFolder: string, { reads, named }: Reading): Promise<MeasuredPages> {
  const child = fork(join(import.meta.dirname, 'serve.ts'), [dataFolder], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  try {
    const [ready]: Ready[] = await Promise.race([
      once(child, 'message'),
      exited.then(() => Promise.reject(new Error('the server did not start'))),
    ])
    if (!ready) throw new Error('the server said nothing')
    await wait(REST)
    const idle = await idleMemory(child.pid ?? 0, dataFolder)
    const pages: MeasuredPage[] = []
    const reader = readerOf(ready)
    for (const { name, limit, rounds } of PAGES.filter(({ name }) => name.includes(named)))
      pages.push({ name, limit, ...(await measure(reader, await rounds(reader), reads)) })
    return { idle, pages }
  } finally {
    child.kill('SIGTERM')
    await exited
  }
}

async function idleMemory(pid: number, dataFolder: string): Promise<MeasuredPages['idle']> {
  const node = await memoryOf([pid])
  const postgres = await memoryOf(await postgresTree(dataFolder))
  return node && postgres ? { node, postgres } : null
}

/** Reads a path to its last byte; anything but 200 ends the bench. */
export type Reader = (path: string) => Promise<{ readonly ms: number; readonly body: Buffer }>

function readerOf({ url, cookie, workspace }: Ready): Reader {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { cookie, 'x-workspace': workspace }
  return (path) =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      get(url + path, { agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const body = Buffer.concat(chunks)
          if (response.statusCode === 200) resolve({ ms: performance.now() - began, body })
          else reject(new Error(`${path} answered ${response.statusCode}: ${body.toString().slice(0, 500)}`))
        })
      }).on('error', reject)
    })
}

/**
 * The first round is read to warm up and not counted; rounds take turns. What takes long is read fewer times, so that the bench ends. A round of
 * several paths counts as the sum of their times.
 */
async function measure(
  read: Reader,
  rounds: readonly (readonly string[])[],
  reads: number,
): Promise<Pick<MeasuredPage, 'median' | 'p99' | 'calls' | 'bytes'>> {
  const roundOf = async (turn: number) => {
    let ms = 0
    let bytes = 0
    for (const path of rounds[turn % rounds.length] ?? []) {
      const answer = await read(path)
      ms += answer.ms
      bytes += answer.body.length
    }
    return { ms, bytes }
  }
  const { bytes } = await roundOf(0)
  const times: number[] = []
  const deadline = performance.now() + 30_000
  while (times.length < reads && (times.length < 5 || performance.now() < deadline)) times.push((await roundOf(times.length + 1)).ms)
  times.sort((a, b) => a - b)
  return { median: atShare(times, 0.5), p99: atShare(times, 0.99), calls: times.length, bytes }
}

function atShare(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}
