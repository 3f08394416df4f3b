import { PULL_STAGES, type PullStage, type StageCounts } from './api.ts'

interface Stand {
  readonly counts: StageCounts
  readonly stage: PullStage
  readonly isDone: boolean
  readonly startedAt: Date | null
  readonly now: Date
}

/** How much of a pull is done, and how long the rest takes at the pace so far. Stages that have not begun are taken for as large as the largest known. */
export function progressOf({ counts, stage, isDone, startedAt, now }: Stand): { share: number | null; secondsLeft: number | null } {
  if (isDone) return { share: 1, secondsLeft: null }
  const at = PULL_STAGES.indexOf(stage)
  const sizes = PULL_STAGES.map((name) => counts[name]?.total ?? null)
  const usual = Math.max(1, ...sizes.map((size) => size ?? 0))
  const done = PULL_STAGES.map((name, place) => (place < at ? sizeAt(place) : (counts[name]?.done ?? 0)))
  const whole = PULL_STAGES.reduce((sum, _, place) => sum + Math.max(sizeAt(place), done[place] ?? 0), 0)
  const reached = done.reduce((sum, each) => sum + each, 0)
  if (sizes.every((size) => size === null)) return { share: null, secondsLeft: null }
  const share = Math.min(0.999, reached / whole)
  const seconds = startedAt ? (now.getTime() - startedAt.getTime()) / 1000 : 0
  return { share, secondsLeft: share < 0.02 || seconds < 2 ? null : Math.ceil((seconds * (1 - share)) / share) }

  function sizeAt(place: number): number {
    return sizes[place] ?? (place < at ? 0 : usual)
  }
}
