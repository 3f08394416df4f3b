import { type Transferable, parentPort, Worker, workerData } from 'node:worker_threads'
import * as z from 'zod'

/** Computing that would keep every page waiting runs in a thread of its own: pure code over typed arrays, no connection, no clock. */
export interface ThreadWork<T> {
  /** Reads what the thread gives back. */
  readonly result: z.ZodType<T>
  /** Hears how far it has come, 0 to 1. */
  readonly tell?: (share: number) => void
  /** Ends the thread at once; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Buffers that move to the thread instead of being copied; the caller's views of them are empty afterwards. */
  readonly transfer?: readonly Transferable[]
}

const Said = z.object({ share: z.number().optional(), result: z.unknown().optional(), failure: z.string().optional() })

/** What the program at `program` (a file that calls `computesInThread`) makes of the input. */
export function inThread<T>(program: URL, input: object, { result, tell, signal, transfer = [] }: ThreadWork<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    // Flags of this process, such as a loader of tests, are none of the thread's.
    const thread = new Worker(program, { execArgv: [], workerData: input, transferList: [...transfer] })
    const stop = () => {
      reject(signal?.reason)
      void thread.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    thread.on('message', (data) => {
      const said = Said.parse(data)
      if (said.share !== undefined) tell?.(said.share)
      else if (said.failure !== undefined) reject(new Error(said.failure))
      else resolve(result.parse(said.result))
    })
    thread.on('error', reject)
    thread.on('exit', (code) => {
      signal?.removeEventListener('abort', stop)
      reject(new Error(`the thread ended with ${code} and no result`))
    })
  })
}

/** Called once by a thread's program: reads its input, computes, and hands back the result with the buffers that need not be copied. */
export function computesInThread<I>(
  input: z.ZodType<I>,
  compute: (input: I, tell: (share: number) => void) => { readonly result: unknown; readonly transfer?: readonly Transferable[] },
): void {
  const port = parentPort
  if (!port) throw new Error('runs in a thread')
  try {
    const { result, transfer = [] } = compute(input.parse(workerData), (share) => port.postMessage({ share }))
    port.postMessage({ result }, [...transfer])
  } catch (error) {
    port.postMessage({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
