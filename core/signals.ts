import type pg from 'pg'
import { connectClient, type DbAddress } from '#core/db'
import type { Log } from '#core/log'

/** NOTIFY channels between processes. 'bazgasht_events' and 'bazgasht_messages' carry a workspace's id, 'bazgasht_topics' what core/live.ts tells. */
export const CHANNELS = ['bazgasht_events', 'bazgasht_messages', 'bazgasht_topics'] as const
export type Channel = (typeof CHANNELS)[number]

/** What other processes say, over one LISTEN connection. */
export interface Signals {
  /** Starts listening; later calls wait for the first. */
  readonly open: () => Promise<void>
  /** Calls `heard` with each payload, and with null after a reconnect, when something may have been missed. Gives back how to stop. */
  readonly on: (channel: Channel, heard: (payload: string | null) => void) => () => void
  readonly close: () => Promise<void>
}

const RECONNECT_AFTER = 1_000

/** Signals of the database at `address`; a lost connection is made again. */
export function createSignals(address: DbAddress, log: Log): Signals {
  const listeners = new Set<{ channel: Channel; heard: (payload: string | null) => void }>()
  let opening: Promise<void> | null = null
  let client: pg.Client | null = null
  let closed = false

  const tell = (channel: string, payload: string | null) => {
    for (const listener of listeners) if (listener.channel === channel) listener.heard(payload)
  }

  const connect = async () => {
    const fresh = await connectClient(address)
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
    fresh.on('end', () => {
      if (!closed && client === fresh) setTimeout(() => void reconnect(), RECONNECT_AFTER).unref()
    })
    for (const channel of CHANNELS) await fresh.query(`listen ${channel}`)
    client = fresh
    if (closed) await fresh.end()
  }

  const reconnect = async () => {
    if (closed) return
    try {
      await connect()
      for (const channel of CHANNELS) tell(channel, null)
    } catch (err) {
      log.warn({ err }, 'signals are cut off')
      setTimeout(() => void reconnect(), RECONNECT_AFTER).unref()
    }
  }

  return {
    open: () => (opening ??= connect()),
    on: (channel, heard) => {
      const listener = { channel, heard }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      closed = true
      await client?.end()
    },
  }
}
