import { periodKey } from '#pure/calendar'
import type { Language } from '#pure/numbers'
import { majorUnits } from '../domain-tables.ts'
import type { ReportTable } from '../domain-tables.ts'
import type { SeasonsPart, SeasonsReport } from './api.ts'

type Rows = readonly (readonly (string | number | null)[])[]

/** One part of the report as a table for other programs: plain numbers, indices with 1 as usual, money in major units, ISO dates. */
export function seasonsTable(report: SeasonsReport, part: SeasonsPart, language: Language): ReportTable {
  return { name: `seasons-${part}`, title: part, headings: HEADINGS[part][language], rows: ROWS[part](report) }
}

const ROWS: Readonly<Record<SeasonsPart, (report: SeasonsReport) => Rows>> = {
  months: (report) =>
    report.months.map((row) => [periodKey('month', row.index), row.from, row.to, figure(report, row.value), figure(report, row.perDay)]),
  profile: ({ profile }) => profile.map((row) => [row.month, row.index, row.low, row.high, row.years]),
  weeks: ({ weeks }) => weeks.map((row) => [row.week, row.index, row.years]),
  weekdays: (report) =>
    report.weekdays.map((row) => [row.weekday, figure(report, row.value), figure(report, row.perDay), row.index, row.low, row.high]),
  grid: (report) => report.grid.map((row) => [row.weekday, row.month, row.days, row.perDay && figure(report, row.perDay), row.index]),
  events: (report) =>
    report.events.map((row) => [
      row.id,
      row.from,
      row.to,
      figure(report, row.value),
      figure(report, row.usual),
      row.ratio,
      row.low,
      row.high,
      row.verdict,
    ]),
}

const HEADINGS: Readonly<Record<SeasonsPart, Readonly<Record<Language, readonly string[]>>>> = {
  months: { en: ['month', 'first day', 'last day', 'figure', 'per day'], fa: ['ماه', 'نخستین روز', 'واپسین روز', 'مقدار', 'در روز'] },
  profile: { en: ['month', 'index', 'lowest', 'highest', 'years'], fa: ['ماه', 'شاخص', 'کمترین', 'بیشترین', 'سال‌ها'] },
  weeks: { en: ['week', 'index', 'years'], fa: ['هفته', 'شاخص', 'سال‌ها'] },
  weekdays: {
    en: ['weekday (Monday 1)', 'figure', 'per day', 'index', 'low', 'high'],
    fa: ['روز هفته (دوشنبه ۱)', 'مقدار', 'در روز', 'شاخص', 'کران پایین', 'کران بالا'],
  },
  grid: {
    en: ['weekday (Monday 1)', 'month', 'days', 'per day', 'index'],
    fa: ['روز هفته (دوشنبه ۱)', 'ماه', 'روزها', 'در روز', 'شاخص'],
  },
  events: {
    en: ['event', 'first day', 'last day', 'figure', 'usual', 'ratio', 'low', 'high', 'verdict'],
    fa: ['رویداد', 'نخستین روز', 'واپسین روز', 'مقدار', 'معمول', 'نسبت', 'کران پایین', 'کران بالا', 'نتیجه'],
  },
}

/** Money in major units; everything else as it is. */
function figure({ measure, currency }: SeasonsReport, value: number): string | number | null {
  return measure === 'revenue' ? majorUnits(String(Math.round(value)), currency) : value
}
