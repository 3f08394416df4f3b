import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { addressOf } from '#web/api.ts'

export type Connection = 'connecting' | 'open' | 'lost'

interface Line {
  source: EventSource | null
  connection: Connection
  failures: number
  again: ReturnType<typeof setTimeout> | undefined
}

interface Handlers {
  readonly onGap: () => void
  readonly onReturn: () => void
}

type Hear = (payload: unknown) => void

const line: Line = { source: null, connection: 'connecting', failures: 0, again: undefined }
const hearers = new Map<string, Set<Hear>>()
const watchers = new Set<() => void>()
const LONGEST_WAIT_MS = 30_000

/**
 * Opens the stream of what happens in the workspace; gives back the way to end it.
 * The browser reconnects by itself with Last-Event-ID, and the server replays what was missed. Only when the browser gives up
 * (the answer was no stream) do we open a new one, without a cursor: then `onGap` has everything read again. The server also ends streams of people
 * whose rights changed: `onReturn` asks, whenever a stream comes back or is refused.
 */
export function openLive(handlers: Handlers): () => void {
  connect(handlers)
  const wake = () => line.connection === 'lost' && reconnect(handlers)
  window.addEventListener('online', wake)
  return () => {
    window.removeEventListener('online', wake)
    clearTimeout(line.again)
    line.source?.close()
    line.source = null
  }
}

/** Calls `hear` with the payload of each live message of this name while the component is shown. */
export function useLive(name: string, hear: (payload: unknown) => void): void {
  const latest = useEffectEvent(hear)
  useEffect(() => {
    const mine: Hear = (payload) => latest(payload)
    const known = hearers.get(name) ?? new Set()
    if (!hearers.has(name)) line.source?.addEventListener(name, deliver)
    hearers.set(name, known.add(mine))
    return () => void known.delete(mine)
  }, [name])
}

/** How the stream is: the shell shows it when it is lost. */
export function useConnection(): Connection {
  return useSyncExternalStore(watch, () => line.connection)
}

function connect(handlers: Handlers): void {
  const source = new EventSource(addressOf('/api/live'))
  line.source = source
  for (const name of hearers.keys()) source.addEventListener(name, deliver)
  source.onopen = () => {
    if (line.failures > 0) handlers.onGap()
    if (line.connection === 'lost') handlers.onReturn()
    line.failures = 0
    show('open')
  }
  source.onerror = () => {
    show('lost')
    if (source.readyState !== EventSource.CLOSED || line.source !== source) return
    handlers.onReturn()
    line.failures += 1
    line.again = setTimeout(() => reconnect(handlers), waitAfter(line.failures))
  }
}

function reconnect(handlers: Handlers): void {
  clearTimeout(line.again)
  line.source?.close()
  line.failures = Math.max(1, line.failures)
  connect(handlers)
}

/** Twice as long each time, jittered, so that a restart of the server does not bring every page back in the same moment. */
export function waitAfter(failures: number, random: number = Math.random()): number {
  return Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(failures - 1, 5)) * (0.5 + random / 2)
}

function deliver(event: MessageEvent<string>): void {
  const payload: unknown = JSON.parse(event.data)
  for (const hear of hearers.get(event.type) ?? []) hear(payload)
}

function show(connection: Connection): void {
  if (line.connection === connection) return
  line.connection = connection
  for (const changed of watchers) changed()
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
