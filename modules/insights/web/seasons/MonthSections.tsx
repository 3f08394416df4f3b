import { useMemo } from 'react'
import { BarsChart } from '#web/charts/bars-chart.tsx'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import type { SeasonsReport } from '../../seasons/api.ts'
import { type SectionProps, useSeasonWords } from './use-season-words.ts'

/** Which months of the year are strong, growth taken out where that can be done. */
export function ProfileSection({ wanted, side, compared }: SectionProps) {
  const words = useSeasonWords(wanted)
  const { t, month, times, what } = words
  const { report } = side
  const { profile, months, enough } = report
  const data = useMemo(
    () => ({
      categories: profile.map((row) => {
        const latest = months.findLast(({ index }) => ((index % 12) + 12) % 12 === row.month - 1)
        return { id: String(row.month), label: month(row.month), href: latest && words.orders(latest.from, latest.to) }
      }),
      series: [
        { id: 'index', name: compared ? side.name : t('index'), values: profile.map(({ index }) => index) },
        ...(compared
          ? [{ id: 'compared', name: compared.name, values: compared.report.profile.map(({ index }) => index), compared: true }]
          : []),
      ],
    }),
    [profile, months, compared, side.name, month, words, t],
  )
  const known = profile.flatMap((row) => (row.index === null ? [] : [{ month: row.month, index: row.index }]))
  const best = known.reduce<(typeof known)[number] | null>((top, row) => (top === null || row.index > top.index ? row : top), null)
  const worst = known.reduce<(typeof known)[number] | null>((low, row) => (low === null || row.index < low.index ? row : low), null)
  const isTold = enough && best !== null && worst !== null && best.month !== worst.month
  const title = isTold
    ? t('profile.title', { what, best: month(best.month), times: times(best.index), worst: month(worst.month), least: times(worst.index) })
    : t('profile.tooFew', { what })
  return (
    <BarsChart
      anchor="by-month"
      title={title}
      definition={t(report.method === 'trend' ? 'profile.definitionTrend' : 'profile.definitionPlain')}
      exports={words.exports('profile')}
      heading={t('month')}
      format="percent"
      {...data}
    />
  )
}

/** The same months of different years: each year a line, the latest drawn strongest. */
export function YearsSection({ wanted, side: { report } }: SectionProps) {
  const words = useSeasonWords(wanted)
  const { t, month, format, as } = words
  const { months, calendar } = report
  const data = useMemo(() => {
    const years = [...new Set(months.map(({ index }) => Math.floor(index / 12)))].toReversed()
    const at = (year: number, month: number) => months.find(({ index }) => index === year * 12 + month)
    const each = Array.from({ length: 12 }, (_, place) => place)
    return {
      labels: each.map((place) => month(place + 1)),
      series: years.map((year, nth) => ({
        id: String(year),
        name: format.period('year', year, calendar),
        values: each.map((place) => at(year, place)?.value ?? null),
        hrefs: each.map((place) => {
          const found = at(year, place)
          return found && words.orders(found.from, found.to)
        }),
        quiet: nth > 3,
      })),
    }
  }, [months, calendar, month, format, words])
  return (
    <LinesChart
      anchor="years"
      title={yearsTitle(report, words)}
      definition={t('years.definition')}
      exports={words.exports('months')}
      heading={t('month')}
      format={as === 'money' ? 'money' : 'count'}
      hrefs={data.series[0]?.hrefs ?? []}
      {...data}
    />
  )
}

/** The latest complete month against the same one a year before. */
function yearsTitle({ months, calendar }: SeasonsReport, { t, format, what }: ReturnType<typeof useSeasonWords>): string {
  const last = months.at(-1)
  const before = months.find(({ index }) => last !== undefined && index === last.index - 12)
  if (last === undefined || before === undefined || before.value === 0) return t('years.tooFew')
  const change = last.value / before.value - 1
  const values = { what, month: format.period('month', last.index, calendar), amount: format.percent(Math.abs(change), 0) }
  return t(change >= 0 ? 'years.up' : 'years.down', values)
}
