import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { PROJECT_FOLDER } from '#core/config'

/** What serve.ts says once it listens. */
export interface Ready {
  readonly url: string
  readonly cookie: string
  readonly workspace: string
}

/** Reads a path to its last byte; anything but 200 ends the bench. */
export type Reader = (path: string) => Promise<{ readonly ms: number; readonly body: Buffer }>

/** The product as it runs, seen by its owner. */
export interface Served {
  readonly ready: Ready
  readonly pid: number
  readonly read: Reader
  /** Sends a body and gives the answer's text; anything but success ends the bench. */
  readonly post: (path: string, body: object) => Promise<{ readonly ms: number; readonly body: Buffer }>
}

/** Starts the product on the data folder in a process of its own, and stops it after use. */
export async function withServer<T>(dataFolder: string, look: (served: Served) => Promise<T>): Promise<T> {
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
    const call = callerOf(ready)
    return await look({ ready, pid: child.pid ?? 0, read: (path) => call('GET', path), post: (path, body) => call('POST', path, body) })
  } finally {
    child.kill('SIGTERM')
    await exited
  }
}

/** One connection that stays open. */
function callerOf({ url, cookie, workspace }: Ready) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { cookie, 'x-workspace': workspace, origin: url, 'content-type': 'application/json' }
  return (method: 'GET' | 'POST', path: string, body?: object) =>
    new Promise<{ ms: number; body: Buffer }>((resolve, reject) => {
      const began = performance.now()
      const asked = request(url + path, { agent, headers, method }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => {
          const answer = Buffer.concat(chunks)
          if (Math.floor((response.statusCode ?? 0) / 100) === 2) resolve({ ms: performance.now() - began, body: answer })
          else reject(new Error(`${path} answered ${response.statusCode}: ${answer.toString().slice(0, 500)}`))
        })
      })
      asked.on('error', reject)
      asked.end(body && JSON.stringify(body))
    })
}

/** Times of one page, in ms. */
export interface Measured {
  readonly median: number
  readonly p99: number
  readonly calls: number
  readonly bytes: number
}

/**
 * The first round is read to warm up and not counted; rounds take turns. What takes long is read fewer times, so that the bench ends. A round of
 * several paths counts as the sum of their times.
 */
export async function measure(read: Reader, rounds: readonly (readonly string[])[], reads: number): Promise<Measured> {
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
