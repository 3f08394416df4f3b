import { dateParts, dayOfDate } from '#pure/calendar'
import type { NextStep } from './api.ts'
import { readToldDate } from './domain-dates.ts'
import type { Stage } from './domain-stage.ts'

/** What next steps follow from. */
export interface StepFacts {
  readonly stage: Stage
  readonly silenceDays: number | null
  /** Another customer who may be the same person. */
  readonly lookAlike: { readonly count: number; readonly otherId: string } | null
  readonly overdue: number
  readonly hasContact: boolean
  /** Whether anybody ever asked about newsletters by e-mail; null when there is no e-mail to ask about. */
  readonly newsletterAsked: boolean | null
  readonly birthday: { readonly date: string; readonly calendar: 'gregorian' | 'persian' } | null
  readonly today: number
}

/** How many days ahead a birthday is announced. */
const BIRTHDAY_DAYS = 14

/** What a member might do next, the most pressing first. */
export function nextStepsOf(facts: StepFacts): NextStep[] {
  const steps: NextStep[] = []
  const add = (name: NextStep['name'], more: Partial<NextStep> = {}) => steps.push({ name, count: null, days: null, id: null, ...more })
  if (facts.overdue > 0) add('payment_overdue', { count: facts.overdue })
  if (facts.lookAlike) add('look_alike', { count: facts.lookAlike.count, id: facts.lookAlike.otherId })
  if (facts.stage === 'at_risk' || facts.stage === 'former') add('silent', { days: facts.silenceDays })
  const birthday = facts.birthday && daysToBirthday(facts.birthday, facts.today)
  if (birthday !== null && birthday <= BIRTHDAY_DAYS) add('birthday_soon', { days: birthday })
  if (!facts.hasContact) add('add_contact')
  if (facts.newsletterAsked === false) add('ask_consent')
  return steps
}

/** Days until a date comes round again, 0 on the day; one that some years lack is kept on the last day of its month. Null when it is no date. */
export function daysToBirthday({ date, calendar }: NonNullable<StepFacts['birthday']>, today: number): number | null {
  const told = readToldDate(calendar, date)
  if (!told) return null
  const { year } = dateParts(calendar, today)
  const days = [year, year + 1].map((each) => {
    const day = dayOfDate(calendar, each, told.month, told.day) ?? dayOfDate(calendar, each, told.month, told.day - 1)
    return day === null ? Infinity : day - today
  })
  return days.find((each) => each >= 0) ?? null
}
