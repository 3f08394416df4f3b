import { useMemo } from 'react'
import { IntervalChart } from '#web/charts/interval-chart.tsx'
import { NumberLink } from '#web/ui/number-link.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import type { SeasonsReport } from '../../seasons/api.ts'
import { type SectionProps, useSeasonWords } from './use-season-words.ts'

type Event = SeasonsReport['events'][number]

/** What events did: over all their years, then each by itself. */
export function EventsSection({ wanted, side: { report } }: SectionProps) {
  const words = useSeasonWords(wanted)
  const { t } = words
  const { pooled } = report
  const rows = useMemo(
    () =>
      pooled.map(({ id, years, ratio, low, high, verdict }) => ({
        id,
        label: t(`events.${id}`),
        value: ratio,
        low: verdict === 'tooFew' ? null : low,
        high: verdict === 'tooFew' ? null : high,
        hint: `${t('events.years', { count: years })} · ${t(`verdicts.${verdict}`)}`,
      })),
    [pooled, t],
  )
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <IntervalChart
        anchor="events"
        title={findingOf(pooled, words)}
        definition={t('events.definition')}
        exports={words.exports('events')}
        heading={t('event')}
        rows={rows}
        baseline={1}
        baselineLabel={t('events.baseline')}
        format="percent"
      />
      {report.events.length > 0 && <EachYear events={report.events} words={words} />}
    </div>
  )
}

/** The strongest effect that is certain and was seen in two years at least: in one year anything may have happened. */
function findingOf(pooled: SeasonsReport['pooled'], { t, times, what }: ReturnType<typeof useSeasonWords>): string {
  const certain = pooled.filter(({ verdict }) => verdict === 'more' || verdict === 'fewer')
  const strength = (ratio: number | null) => Math.abs(Math.log(ratio || 1))
  const [best] = certain.filter(({ years }) => years > 1).toSorted((a, b) => strength(b.ratio) - strength(a.ratio))
  if (best) {
    const values = { what, event: t(`events.${best.id}`), times: times(best.ratio ?? 1) }
    return t(best.verdict === 'more' ? 'events.titleMore' : 'events.titleFewer', values)
  }
  if (certain.length > 0) return t('events.titleOneYear', { what })
  return t(pooled.some(({ verdict }) => verdict === 'unclear') ? 'events.titleUnclear' : 'events.tooFew', { what })
}

function EachYear({ events, words }: { readonly events: readonly Event[]; readonly words: ReturnType<typeof useSeasonWords> }) {
  const { t, format, as, orders } = words
  const write = (value: number) => (as === 'money' ? format.money(BigInt(Math.round(value))) : format.number(value, 1))
  const latest = events.toSorted((a, b) => (a.from < b.from ? 1 : -1))
  return (
    <PlainTable
      label={t('events.each')}
      className="max-h-[60dvh]"
      rows={latest}
      rowId={(row) => `${row.id} ${row.from}`}
      columns={[
        { heading: t('event'), isName: true, cell: (row) => t(`events.${row.id}`) },
        {
          heading: t('events.days'),
          isShort: true,
          cell: (row) => t('events.span', { from: format.day(row.from), to: format.day(row.to) }),
        },
        {
          heading: t('events.then'),
          isFigure: true,
          cell: (row) => (
            <NumberLink href={orders(row.from, row.to)} label={t(`events.${row.id}`)}>
              {write(row.value)}
            </NumberLink>
          ),
        },
        { heading: t('events.usual'), isFigure: true, cell: (row) => write(row.usual) },
        { heading: t('events.against'), isFigure: true, cell: (row) => format.percent(row.ratio, 0) },
        { heading: t('events.verdict'), isShort: true, cell: (row) => t(`verdicts.${row.verdict}`) },
      ]}
    />
  )
}
