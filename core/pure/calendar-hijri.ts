/**
 * The lunar Hijri calendar by the tables of Umm al-Qura, which Intl carries for 1300–1600 AH; outside of those it counts by rule.
 * Where months begin by sighting, as in Iran, a month may begin a day earlier or later.
 */
export interface HijriParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Year, month (1–12) and day of month of a day (whole days since 1970-01-01). */
export function hijriParts(day: number): HijriParts {
  const found: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(day * DAY_MS)) found[type] = Number(value)
  return { year: found['year'] ?? 0, month: found['month'] ?? 0, day: found['day'] ?? 0 }
}

/** The day on which a Hijri month begins. */
export function firstDayOfHijriMonth(year: number, month: number): number {
  const wanted = year * 12 + month
  let day = Math.round(FIRST_DAY + (wanted - 13) * MEAN_MONTH)
  for (;;) {
    const at = hijriParts(day)
    const months = at.year * 12 + at.month - wanted
    if (months === 0) return day - at.day + 1
    day -= Math.sign(months) * 15
  }
}

const DAY_MS = 86_400_000
/** 16 July 622 (Julian), the first of Muharram of the year 1. */
const FIRST_DAY = -492_148
/** Days from new moon to new moon. */
const MEAN_MONTH = 29.530588
const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})
