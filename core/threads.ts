import { type MessagePort, type Transferable, parentPort, Worker, workerData } from 'node:worker_threads'
import * as z from 'zod'

/** Computing that would keep every page waiting runs in a thread of its own: pure code over typed arrays, no connection, no clock. */
export interface ThreadWork<T> {
  /** Reads what the thread gives back. */
  readonly result: z.ZodType<T>
  /** Hears how far it has come, 0 to 1. */
  readonly tell?: (share: number) => void
  /** Ends the thread at once; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Buffers that move to the thread instead of being copied; the caller's views of them are empty afterwards. Shared ones stay where they are. */
  readonly transfer?: readonly (Transferable | SharedArrayBuffer)[]
  /** Bytes for a program that calls `foldsInThread`, which gets them as they come. Always read to the end, which may be an answer still under way. */
  readonly feed?: AsyncIterable<Uint8Array>
}

const Said = z.object({
  share: z.number().optional(),
  taken: z.boolean().optional(),
  result: z.unknown().optional(),
  failure: z.string().optional(),
})

/** What the program at `program` (a file that calls `computesInThread` or `foldsInThread`) makes of the input. */
export async function inThread<T>(program: URL, input: object, work: ThreadWork<T>): Promise<T> {
  const { feed, signal, transfer = [] } = work
  signal?.throwIfAborted()
  // Flags of this process, such as a loader of tests, are none of the thread's.
  const thread = new Worker(program, {
    execArgv: [],
    workerData: input,
    transferList: transfer.filter((each): each is Transferable => !(each instanceof SharedArrayBuffer)),
  })
  const result = resultOf(thread, work)
  if (!feed) return result
  const [settled, fed] = await Promise.allSettled([result, feedTo(thread, feed, result)])
  if (fed.status === 'rejected') throw fed.reason
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

function resultOf<T>(thread: Worker, { result, tell, signal }: ThreadWork<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal?.reason)
      void thread.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    thread.on('message', (data) => {
      const said = Said.parse(data)
      if (said.share !== undefined) tell?.(said.share)
      else if (said.failure !== undefined) reject(new Error(said.failure))
      else if (said.taken === undefined) resolve(result.parse(said.result))
    })
    thread.on('error', reject)
    thread.on('exit', (code) => {
      signal?.removeEventListener('abort', stop)
      reject(new Error(`the thread ended with ${code} and no result`))
    })
  })
}

/** Bytes travel in pieces of this size: each costs a message. */
const PIECE = 1 << 20
/** So many pieces may wait for the thread. */
const MOST_AHEAD = 8

async function feedTo(thread: Worker, feed: AsyncIterable<Uint8Array>, result: Promise<unknown>): Promise<void> {
  let ahead = 0
  let over = false
  let wake = () => {}
  const ended = () => {
    over = true
    wake()
  }
  result.then(ended, ended)
  thread.on('message', ({ taken }) => {
    if (taken !== true) return
    ahead--
    wake()
  })
  try {
    for await (const piece of piecesOf(feed)) {
      if (over) continue
      thread.postMessage({ piece }, [piece.buffer])
      if (++ahead >= MOST_AHEAD) await new Promise<void>((resolve) => (wake = resolve))
    }
    thread.postMessage({}, [])
  } catch (error) {
    await thread.terminate()
    throw error
  }
}

async function* piecesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let piece = new Uint8Array(PIECE)
  let filled = 0
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + PIECE - filled)
      piece.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < PIECE) continue
      yield piece
      piece = new Uint8Array(PIECE)
      filled = 0
    }
  }
  if (filled > 0) yield piece.slice(0, filled)
}

/** What a thread hands back, with the buffers that need not be copied. */
export interface ThreadResult {
  readonly result: unknown
  readonly transfer?: readonly Transferable[]
}

/** Called once by a thread's program: reads its input, computes, and hands back the result. */
export function computesInThread<I>(input: z.ZodType<I>, compute: (input: I, tell: (share: number) => void) => ThreadResult): void {
  const port = portOfThread()
  orFail(port, () => {
    const { result, transfer = [] } = compute(input.parse(workerData), (share) => port.postMessage({ share }))
    port.postMessage({ result }, [...transfer])
  })
}

/** Takes bytes one after the other and says in the end what they make. */
export interface ThreadFold {
  readonly add: (bytes: Uint8Array) => void
  readonly end: () => ThreadResult
}

const Fed = z.object({ piece: z.instanceof(Uint8Array).optional() })

/** Called once by a thread's program: reads its input, then takes the bytes of `feed` as they come, and hands back the result after the last. */
export function foldsInThread<I>(input: z.ZodType<I>, begin: (input: I, tell: (share: number) => void) => ThreadFold): void {
  const port = portOfThread()
  orFail(port, () => {
    const fold = begin(input.parse(workerData), (share) => port.postMessage({ share }))
    port.on('message', (data) => {
      orFail(port, () => {
        const { piece } = Fed.parse(data)
        if (piece) {
          fold.add(piece)
          port.postMessage({ taken: true })
          return
        }
        const { result, transfer = [] } = fold.end()
        port.postMessage({ result }, [...transfer])
        port.close()
      })
    })
  })
}

function portOfThread(): MessagePort {
  if (!parentPort) throw new Error('runs in a thread')
  return parentPort
}

function orFail(port: MessagePort, work: () => void): void {
  try {
    work()
  } catch (error) {
    port.postMessage({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    port.close()
  }
}
