import { useCallback, useMemo } from 'react'
import { dayOfIso } from '#pure/calendar'
import { HeatGrid } from '#web/charts/heat-grid.tsx'
import { IntervalChart } from '#web/charts/interval-chart.tsx'
import { LinesChart } from '#web/charts/lines-chart.tsx'
import { type SectionProps, useSeasonWords } from './use-season-words.ts'

/** The weeks of the year, with the events that keep to them. */
export function WeeksSection({ wanted, side, compared }: SectionProps) {
  const words = useSeasonWords(wanted)
  const { t, week, times, what } = words
  const { weeks, marks, asOf, enough, method } = side.report
  const lastDay = dayOfIso(asOf ?? '') ?? 0
  const data = useMemo(
    () => ({
      labels: weeks.map((row) => week(row.week, lastDay)),
      series: [
        { id: 'index', name: compared ? side.name : t('index'), values: weeks.map(({ index }) => index) },
        ...(compared
          ? [{ id: 'compared', name: compared.name, values: compared.report.weeks.map(({ index }) => index), dashed: true }]
          : []),
      ],
      marks: marks.map((mark) => ({ at: mark.week - 1, label: t(`marks.${mark.id}`) })),
    }),
    [weeks, marks, week, lastDay, compared, side.name, t],
  )
  const best = weeks.reduce<(typeof weeks)[number] | null>((top, row) => ((row.index ?? 0) > (top?.index ?? 0) ? row : top), null)
  const title =
    enough && best?.index
      ? t('weeks.title', { what, week: week(best.week, lastDay), times: times(best.index) })
      : t('weeks.tooFew', { what })
  return (
    <LinesChart
      anchor="weeks"
      title={title}
      definition={t(method === 'trend' ? 'weeks.definitionTrend' : 'weeks.definitionPlain')}
      exports={words.exports('weeks')}
      heading={t('week')}
      axis
      format="percent"
      {...data}
    />
  )
}

/** The days of the week with what is certain about each. */
export function WeekdaysSection({ wanted, side: { report }, compared }: SectionProps) {
  const words = useSeasonWords(wanted)
  const { t, weekday, times, format, as, what } = words
  const { weekdays, enough } = report
  const rows = useMemo(
    () =>
      weekdays.map((row) => {
        const other = compared?.report.weekdays.find((each) => each.weekday === row.weekday)?.index ?? null
        const perDay = t('weekdays.perDay', {
          value: as === 'money' ? format.money(BigInt(Math.round(row.perDay))) : format.number(row.perDay, 1),
        })
        return {
          id: String(row.weekday),
          label: weekday(row.weekday),
          value: row.index,
          low: row.low,
          high: row.high,
          hint: compared && other !== null ? t('weekdays.compared', { name: compared.name, value: format.percent(other, 0) }) : perDay,
        }
      }),
    [weekdays, compared, weekday, as, format, t],
  )
  const clear = weekdays.filter(({ index, low }) => index !== null && low !== null && low > 1)
  const best = clear.reduce<(typeof clear)[number] | null>((top, row) => ((row.index ?? 0) > (top?.index ?? 0) ? row : top), null)
  const title = !enough
    ? t('weekdays.tooFew', { what })
    : best === null
      ? t('weekdays.none', { what })
      : t('weekdays.title', { what, weekday: weekday(best.weekday), times: times(best.index ?? 0) })
  return (
    <IntervalChart
      anchor="weekdays"
      title={title}
      definition={t('weekdays.definition')}
      exports={words.exports('weekdays')}
      heading={t('weekday')}
      rows={rows}
      baseline={1}
      baselineLabel={t('weekdays.baseline')}
      format="percent"
    />
  )
}

/** Weekdays by months of the year. */
export function GridSection({ wanted, side: { report } }: SectionProps) {
  const words = useSeasonWords(wanted)
  const { t, weekday, month, format, what, times } = words
  const { grid, weekdays, enough } = report
  const rows = useMemo(() => weekdays.map((row) => ({ id: String(row.weekday), label: weekday(row.weekday) })), [weekdays, weekday])
  const columns = useMemo(() => Array.from({ length: 12 }, (_, at) => ({ id: String(at + 1), label: month(at + 1) })), [month])
  const cell = useCallback(
    (r: number, c: number) => {
      const index = grid[r * 12 + c]?.index ?? null
      return index === null ? null : { value: index, text: format.percent(index, 0) }
    },
    [grid, format],
  )
  const best = grid.reduce<(typeof grid)[number] | null>((top, row) => ((row.index ?? 0) > (top?.index ?? 0) ? row : top), null)
  const title =
    enough && best
      ? t('grid.title', { what, weekday: weekday(best.weekday), month: month(best.month), times: times(best.index ?? 0) })
      : t('grid.tooFew', { what })
  return (
    <HeatGrid
      anchor="weekday-month"
      title={title}
      definition={t('grid.definition')}
      exports={words.exports('grid')}
      heading={t('weekday')}
      columnsHeading={t('month')}
      rows={rows}
      columns={columns}
      cell={cell}
    />
  )
}
