import { forget, names, read, write } from './storage.ts'

type Message = Readonly<Record<string, unknown>>

/** Messages on their way: kept over reloads and lost connections until the server has them. */
export interface Outbox {
  readonly put: (message: Message) => void
}

const MOST_KEPT = 200
const MOST_AT_ONCE = 20
/** What a browser lets a page send as it closes. */
const MOST_BYTES = 60_000
const SOON_MS = 200
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** Sends to `url` with the write key. Each tab keeps its own list; the next page adopts what closed tabs left. Twice is no harm: messages have ids. */
export function outbox(url: string, writeKey: string): Outbox {
  const own = `queue.${Math.random().toString(36).slice(2)}`
  const adopted = names('queue.')
  let waiting = adopted.flatMap((name) => read(name, isList) ?? []).slice(-MOST_KEPT)
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false

  const keep = () => (waiting.length === 0 ? forget(own) : write(own, waiting))
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }
  const next = () => {
    const batch = waiting.slice(0, MOST_AT_ONCE)
    while (batch.length > 1 && JSON.stringify(batch).length > MOST_BYTES) batch.pop()
    return batch
  }
  const bodyOf = (batch: readonly Message[]) => JSON.stringify({ writeKey, batch, sentAt: new Date().toISOString() })

  const flush = async () => {
    if (isSending || waiting.length === 0) return
    isSending = true
    const batch = next()
    const body = bodyOf(batch)
    // Without a header of its own the request needs no leave from the server beforehand.
    const answer = await fetch(url, { method: 'POST', body, keepalive: body.length < MOST_BYTES, credentials: 'omit' }).catch(() => null)
    isSending = false
    if (!answer || answer.status === 429 || answer.status >= 500) return later(waitAfter((failures += 1), answer))
    failures = 0
    waiting = waiting.filter((message) => !batch.includes(message))
    keep()
    if (waiting.length > 0) return later(0)
    for (const name of adopted.splice(0)) forget(name)
  }
  const leave = () => {
    if (document.visibilityState === 'hidden' && waiting.length > 0) navigator.sendBeacon(url, bodyOf(next()))
  }

  addEventListener('online', () => later(0))
  document.addEventListener('visibilitychange', leave)
  if (waiting.length > 0) later(SOON_MS)
  return {
    put: (message) => {
      waiting = [...waiting, message].slice(-MOST_KEPT)
      keep()
      if (failures === 0) later(SOON_MS)
    },
  }
}

function isList(value: unknown): value is Message[] {
  return Array.isArray(value)
}

/** Longer each time, and as long as the server asks. */
function waitAfter(failures: number, answer: Response | null): number {
  const asked = Number(answer?.headers.get('retry-after')) * 1000
  return asked || Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
}
