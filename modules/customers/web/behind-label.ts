import type { TFunction } from 'i18next'
import type { Calendar, PeriodKind } from '#pure/calendar'
import type { Format } from '#web/format.tsx'

type Words = TFunction<'customers'>

/** Says in words whom a `behind` filter holds ("First bought in Dec 2010 and again 3 months later"); the raw text when it is unknown. */
export function behindLabel(behind: string, t: Words, format: Format): string {
  const [kind, ...rest] = behind.split(':')
  if (kind === 'purchases') return purchasesLabel(rest, t)
  if (kind === 'cohort') return cohortLabel(rest, t, format)
  if (kind === 'retention') return retentionLabel(rest, t, format)
  if (kind === 'returned-in') return t('behind.returnedIn', { from: format.number(Number(rest[0])), to: format.number(Number(rest[1])) })
  if (kind === 'first-day') return t('behind.firstDay', daysOf(rest, format))
  if (kind === 'second-day') return t('behind.secondDay', daysOf(rest, format))
  if (kind === 'past-gap') return t('behind.pastGap')
  if (kind === 'return-due') return t('behind.returnDue')
  return behind
}

function daysOf([from, to]: readonly string[], format: Format): { from: string; to: string } {
  return { from: format.day(Number(from)), to: format.day(Number(to)) }
}

function purchasesLabel([least, most]: readonly string[], t: Words): string {
  if (most === undefined) return t('behind.atLeast', { count: Number(least) })
  return t('behind.exactly', { count: Number(least) })
}

function cohortLabel([calendar, month, later]: readonly string[], t: Words, format: Format): string {
  const period = format.period('month', Number(month), calendarOf(calendar))
  return later === undefined ? t('behind.cohort', { period }) : t('behind.cohortLater', { period, count: Number(later) })
}

const PARTS = ['start', 'end', 'new', 'retained', 'wonBack', 'lost'] as const

function retentionLabel([calendar, kind, index, part]: readonly string[], t: Words, format: Format): string {
  const known = PARTS.find((each) => each === part) ?? 'end'
  return t(`behind.retention.${known}`, { period: format.period(periodOf(kind), Number(index), calendarOf(calendar)) })
}

function calendarOf(text: string | undefined): Calendar {
  return text === 'persian' ? 'persian' : 'gregorian'
}

function periodOf(text: string | undefined): PeriodKind {
  return text === 'quarter' || text === 'year' ? text : 'month'
}
