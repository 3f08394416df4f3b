/** How far a customer has come with the shop, from purchases alone. */
export const STAGES = ['prospect', 'new', 'returned', 'repeat', 'at_risk', 'former'] as const
export type Stage = (typeof STAGES)[number]

/** What the rule reads: a customer's summary. Days are local days since 1970-01-01. */
export interface StageFacts {
  readonly purchases: number
  readonly firstDay: number | null
  readonly lastDay: number | null
}

/** The day at whose end stages stand, and for how many days a purchase keeps a customer current. */
export interface StageClock {
  readonly asOfDay: number
  readonly windowDays: number
}

/**
 * The stage at the end of `asOfDay`. Nobody is current after `windowDays` of silence, as in the report. Somebody still current is at risk after
 * more than 1.5 times their own mean gap between purchases (a gap of less than a day counts as a day), or, with one purchase, after more than two thirds of
 * the window. Whole numbers throughout: stage-sql.ts says the same in SQL, and a test holds the two together.
 */
export function stageOf({ purchases, firstDay, lastDay }: StageFacts, { asOfDay, windowDays }: StageClock): Stage {
  if (purchases < 1 || firstDay === null || lastDay === null) return 'prospect'
  const silence = asOfDay - lastDay
  if (silence >= windowDays) return 'former'
  if (purchases === 1) return 3 * silence > 2 * windowDays ? 'at_risk' : 'new'
  const span = Math.max(purchases - 1, lastDay - firstDay)
  if (2 * silence * (purchases - 1) > 3 * span) return 'at_risk'
  return purchases === 2 ? 'returned' : 'repeat'
}

/** The days of silence that the rule allows before a customer is at risk; as many as the window for whoever would be former first. */
export function patienceDays({ purchases, firstDay, lastDay }: StageFacts, { windowDays }: StageClock): number | null {
  if (purchases < 1 || firstDay === null || lastDay === null) return null
  if (purchases === 1) return Math.floor((2 * windowDays) / 3)
  const span = Math.max(purchases - 1, lastDay - firstDay)
  return Math.min(windowDays - 1, Math.floor((3 * span) / (2 * (purchases - 1))))
}
