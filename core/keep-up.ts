import type { Ctx } from '#core/context'
import type { Log } from '#core/log'
import type { Channel, Signals } from '#core/signals'

interface Loop {
  readonly signals: Signals
  readonly log: Log
  /** Wakes the loop with a workspace's id. */
  readonly channel: Channel
  /** Brings one workspace up to date; leaves alone what another process is working on. */
  readonly work: (ctx: Ctx) => Promise<void>
  readonly workspaceIds: () => Promise<readonly string[]>
  readonly contextOf: (workspaceId: string) => Promise<Ctx | undefined>
}

const LANES = 2
const SWEEP_EVERY = 60_000

/**
 * Keeps every workspace up to date until the returned function is called: reactions to events, messages to digest. A signal wakes it at once;
 * a sweep finds what was missed while a connection was lost or another process died.
 */
export async function keepUp({ signals, log, channel, work, workspaceIds, contextOf }: Loop): Promise<() => Promise<void>> {
  const waiting = new Set<string>()
  const running = new Set<string>()
  const lanes = new Set<Promise<void>>()
  const state = { stopped: false }

  const wake = (workspaceId: string) => {
    waiting.add(workspaceId)
    if (lanes.size < LANES && !state.stopped) {
      const lane: Promise<void> = drain().finally(() => lanes.delete(lane))
      lanes.add(lane)
    }
  }
  const drain = async () => {
    for (let id = next(); id !== undefined && !state.stopped; id = next()) {
      running.add(id)
      waiting.delete(id)
      await catchUp(id)
      running.delete(id)
    }
  }
  /** A workspace that is being worked on stays waiting, so that an event which came meanwhile is not lost. */
  const next = () => [...waiting].find((id) => !running.has(id))
  const catchUp = async (id: string) => {
    try {
      const ctx = await contextOf(id)
      if (ctx) await work(ctx)
    } catch (err) {
      log.error({ err, workspace: id, channel }, 'catching up failed')
    }
  }
  const sweep = () => {
    workspaceIds().then(
      (ids) => ids.forEach(wake),
      (err: unknown) => log.error({ err }, 'sweep failed'),
    )
  }

  const silence = signals.on(channel, (id) => (id === null ? sweep() : wake(id)))
  const timer = setInterval(sweep, SWEEP_EVERY)
  await signals.open()
  sweep()
  return async () => {
    state.stopped = true
    silence()
    clearInterval(timer)
    await Promise.all(lanes)
  }
}
