import type { GoalMeasure, GoalResponse, GoalState } from './api.ts'
import type { Figures } from './domain-figures.ts'
import { isSum, projectionOf } from './domain-projection.ts'

/** A goal as it is kept. Days count from 1970-01-01. */
export interface Goal {
  readonly measure: GoalMeasure
  readonly target: number
  readonly startDay: number
  readonly dueDay: number
  readonly startValue: number | null
  readonly reachedDay: number | null
}

/** How a goal stands. */
export interface Standing {
  readonly value: number | null
  readonly share: number | null
  readonly state: GoalState
  readonly projected: number | null
  readonly method: GoalResponse['method']
  readonly reachedDay: number | null
}

type GoalRefusal =
  | 'insights.goal_needs_orders'
  | 'insights.goal_is_past'
  | 'insights.goal_starts_late'
  | 'insights.goal_too_high'
  | 'insights.goal_is_reached'

/** Why a goal cannot be set; null when it can. */
export function refusalOfGoal(figures: Figures | null, { measure, target, startDay, dueDay }: Omit<Goal, 'startValue' | 'reachedDay'>) {
  const refusal = (): GoalRefusal | null => {
    if (!figures) return 'insights.goal_needs_orders'
    if (dueDay <= figures.asOfDay) return 'insights.goal_is_past'
    if (startDay >= dueDay) return 'insights.goal_starts_late'
    if ((measure === 'returnRate' || measure === 'repeatRate') && target > 1) return 'insights.goal_too_high'
    return (figures.at(measure, figures.asOfDay, startDay) ?? 0) >= target ? 'insights.goal_is_reached' : null
  }
  return refusal()
}

/** Where the figure stood when the goal began: at nothing for what adds up from then on. */
export function startValueOf(figures: Figures, measure: GoalMeasure, startDay: number): number | null {
  if (isSum(measure) && measure !== 'customers') return 0
  return figures.at(measure, Math.min(startDay, figures.asOfDay), startDay)
}

/** How a goal stands at the end of the day of the last order. Once reached it stays so. */
export function standingOf(figures: Figures, goal: Goal): Standing {
  const value = figures.at(goal.measure, Math.min(figures.asOfDay, goal.dueDay), goal.startDay)
  const reachedDay = goal.reachedDay ?? reachedOn(figures, goal)
  const projection = projectionOf(figures, goal)
  const begun = goal.startValue ?? 0
  const share = value === null || goal.target <= begun ? null : Math.min(1, Math.max(0, (value - begun) / (goal.target - begun)))
  const state = stateOf(goal, { reachedDay, asOfDay: figures.asOfDay, projected: projection?.value ?? null })
  const isOpen = state !== 'reached' && state !== 'missed'
  return {
    value,
    share: reachedDay === null ? share : 1,
    state,
    projected: isOpen ? (projection?.value ?? null) : null,
    method: isOpen ? (projection?.method ?? null) : null,
    reachedDay,
  }
}

/** The first day after the start on whose end the figure was at the target, no later than the due day; null when there was none. */
export function reachedOn(figures: Figures, { measure, target, startDay, dueDay }: Goal): number | null {
  const last = Math.min(figures.asOfDay, dueDay)
  const first = Math.max(figures.firstDay, isSum(measure) ? startDay : startDay + 1)
  for (let day = first; day <= last; day++) if ((figures.at(measure, day, startDay) ?? 0) >= target) return day
  return null
}

/** How the figure stood on at most `points` days since the start, evenly spread, the last one included. */
export function historyOf(figures: Figures, { measure, startDay, dueDay }: Goal, points: number): { day: number; value: number }[] {
  const last = Math.min(figures.asOfDay, dueDay)
  const first = Math.max(startDay, figures.firstDay)
  const step = Math.max(1, Math.ceil((last - first) / (points - 1)))
  const days = Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, k) => last - k * step).toReversed()
  return days.flatMap((day) => {
    const value = figures.at(measure, day, startDay)
    return value === null ? [] : [{ day, value }]
  })
}

function stateOf(
  { target, dueDay }: Goal,
  { reachedDay, asOfDay, projected }: { reachedDay: number | null; asOfDay: number; projected: number | null },
): GoalState {
  if (reachedDay !== null) return 'reached'
  if (asOfDay >= dueDay) return 'missed'
  if (projected === null) return 'early'
  return projected >= target ? 'onCourse' : 'behind'
}
