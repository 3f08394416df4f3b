import type { ImportProgress } from './api.ts'
import type { Stand } from './perform-import.ts'

/** Turns where an import stands into what people want to know. */
export interface ProgressMeter {
  readonly stand: (stand: Stand) => void
  /** Null before the first row. */
  readonly read: () => ImportProgress | null
}

/** Shares of the whole, and rows a second that the stages without a count of their own usually make. */
const STAGES = {
  run: {
    reading: { from: 0, share: 0.25, usual: Infinity },
    customers: { from: 0.25, share: 0.05, usual: 600_000 },
    orders: { from: 0.3, share: 0.5, usual: 40_000 },
    counting: { from: 0.8, share: 0.2, usual: 150_000 },
  },
  undo: {
    reading: { from: 0, share: 0.05, usual: 600_000 },
    orders: { from: 0.05, share: 0.55, usual: 40_000 },
    customers: { from: 0.6, share: 0.15, usual: 100_000 },
    counting: { from: 0.75, share: 0.25, usual: 150_000 },
  },
} as const

/** A meter that begins now. */
export function progressMeter(task: keyof typeof STAGES, now: () => number = () => performance.now()): ProgressMeter {
  const began = now()
  let current: Stand | null = null
  let stageBegan = began
  return {
    stand: (stand) => {
      if (stand.stage !== current?.stage) stageBegan = now()
      current = stand
    },
    read: () => {
      if (!current) return null
      const elapsed = Math.max(0.001, (now() - began) / 1000)
      const { from, share: part, usual } = STAGES[task][current.stage]
      const share = from + part * doneOfStage(current, usual, (now() - stageBegan) / 1000)
      return {
        stage: current.stage,
        rows: current.rows,
        bytes: current.bytes,
        share,
        rowsPerSecond: Math.round(current.rows / elapsed),
        secondsLeft: share < 0.01 ? null : Math.ceil((elapsed * (1 - share)) / share),
      }
    },
  }
}

/** Inside one long statement nothing is counted: the bar nears the end of its stage at the usual pace and never passes it. */
function doneOfStage({ rows, bytes, bytesTotal }: Stand, usual: number, seconds: number): number {
  if (usual === Infinity) return bytesTotal === 0 ? 0 : Math.min(1, bytes / bytesTotal)
  return 1 - Math.exp(-seconds / Math.max(0.2, rows / usual))
}
