import type { Ctx } from '#core/context'
import type { Log } from '#core/log'
import { runReactions, type Reaction } from '#core/reactions'
import type { Signals } from '#core/signals'

interface Loop {
  readonly signals: Signals
  readonly log: Log
  readonly reactions: readonly Reaction[]
  readonly workspaceIds: () => Promise<readonly string[]>
  readonly contextOf: (workspaceId: string) => Promise<Ctx | undefined>
}

const LANES = 2
const SWEEP_EVERY = 60_000

/**
 * Keeps every workspace's reactions up to date until the returned function is called. Events wake it at once;
 * a sweep finds what was missed while a connection was lost or another process died.
 */
export async function keepReacting({ signals, log, reactions, workspaceIds, contextOf }: Loop): Promise<() => Promise<void>> {
  const waiting = new Set<string>()
  const running = new Set<string>()
  const lanes = new Set<Promise<void>>()
  const state = { stopped: false }

  const wake = (workspaceId: string) => {
    waiting.add(workspaceId)
    if (lanes.size < LANES && !state.stopped) {
      const lane: Promise<void> = work().finally(() => lanes.delete(lane))
      lanes.add(lane)
    }
  }
  const work = async () => {
    for (let id = next(); id !== undefined && !state.stopped; id = next()) {
      running.add(id)
      waiting.delete(id)
      await react(id)
      running.delete(id)
    }
  }
  /** A workspace that is being worked on stays waiting, so that an event which came meanwhile is not lost. */
  const next = () => [...waiting].find((id) => !running.has(id))
  const react = async (id: string) => {
    try {
      const ctx = await contextOf(id)
      if (ctx) await runReactions(ctx, reactions)
    } catch (err) {
      log.error({ err, workspace: id }, 'reactions failed')
    }
  }
  const sweep = () => {
    workspaceIds().then(
      (ids) => ids.forEach(wake),
      (err: unknown) => log.error({ err }, 'sweep failed'),
    )
  }

  const silence = signals.on('bazgasht_events', (id) => (id === null ? sweep() : wake(id)))
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
