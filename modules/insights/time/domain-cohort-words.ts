import { dayOfIso } from '#pure/calendar'
import { formatDay, periodLabel } from '#pure/dates'
import { formatNumber, type Language } from '#pure/numbers'
import type { CohortBehind } from './domain-behind.ts'
import { firstDayAt, type Grain, type Grid } from './domain-grains.ts'

/** A period in words: "May 2025", "the week of 5 May 2025". */
export function periodName(grid: Grid, index: number, language: Language): string {
  const { grain, calendar } = grid
  if (grain !== 'day' && grain !== 'week') return periodLabel(calendar, grain, index, language)
  const day = formatDay(firstDayAt(grid, index), { calendar, language })
  if (grain === 'day') return day
  return language === 'fa' ? `هفتهٔ ${day}` : `week of ${day}`
}

/** Whom a cell of a cut holds, in words that follow "Cohort of the first purchase is". */
export function cohortLabel(
  { index, group, from, to, after, grain, calendar }: CohortBehind,
  grid: Grid,
  { language, name }: { readonly language: Language; readonly name: string | null },
): string {
  const date = (iso: string) => formatDay(dayOfIso(iso) ?? 0, { calendar, language })
  const parts = [
    index === null ? null : periodName(grid, index, language),
    group === null ? null : `«${name ?? group.id}»`,
    from === null ? null : language === 'fa' ? `از ${date(from)}` : `from ${date(from)}`,
    to === null ? null : language === 'fa' ? `تا ${date(to)}` : `until ${date(to)}`,
  ].filter((part) => part !== null)
  const who = parts.join(language === 'fa' ? '، ' : ', ')
  if (after === 0) return who
  const count = formatNumber(after, language)
  if (language === 'fa') return `${who}؛ و خرید در ${UNITS[grain].fa} ${count} پس از آن`
  return `${who}; bought in ${UNITS[grain].en} ${count} after it`
}

const UNITS: Readonly<Record<Grain, { readonly en: string; readonly fa: string }>> = {
  day: { en: 'day', fa: 'روز' },
  week: { en: 'week', fa: 'هفتهٔ' },
  month: { en: 'month', fa: 'ماه' },
  quarter: { en: 'quarter', fa: 'فصل' },
  year: { en: 'year', fa: 'سال' },
}
