import type { Finding } from '../api.ts'
import { judgeBacklogs, judgeJobs, judgeReactions } from '../domain.ts'
import type { WorkState } from '../work-state.ts'
import { finding, type Check } from './check.ts'

/** Whether what follows from events, what runs when and what leaves the building keeps up. */
export function workChecks(read: () => Promise<WorkState | null>): Check[] {
  const over = (name: string, judge: (state: WorkState) => readonly Pick<Finding, 'level' | 'code' | 'details'>[]): Check => ({
    name,
    look: async () => {
      const state = await read()
      return state ? judge(state).map((judged) => ({ check: name, ...judged })) : []
    },
  })
  return [
    over('reactions', ({ reactions }) => [judgeReactions(reactions), ...judgeParked(reactions)]),
    over('jobs', ({ jobs }) => [judgeJobs(jobs)]),
    over('deliveries', ({ backlogs }) => judgeBacklogs(backlogs)),
  ]
}

/** What a reaction could not digest was set aside, and is tried again by hand. */
function judgeParked(reactions: WorkState['reactions']): Finding[] {
  const parked = reactions.filter(({ failed }) => failed > 0)
  const count = parked.reduce((sum, { failed }) => sum + failed, 0)
  return count > 0 ? [finding('warn', 'reactions', 'events_parked', { count, names: parked.map(({ name }) => name).join(', ') })] : []
}
