import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import type { ValueFormat } from '#web/charts/chart-look.ts'
import { intervalPicture } from '#web/charts/interval-picture.ts'
import { type Interval, intervalSpan, placeOf, sideOf } from '#web/charts/interval-scale.ts'
import { useChartLook } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'
import { TextLink } from '#web/ui/text-link.tsx'

/** One row: a dot at its value, whiskers from low to high. */
export interface IntervalRow extends Interval {
  readonly id: string
  readonly label: string
  readonly href?: string | undefined
  /** A second, small line under the name: the counts behind it, or "too few to tell". */
  readonly hint?: string | undefined
}

export interface IntervalChartProps extends ChartFrameProps {
  readonly rows: readonly IntervalRow[]
  /** What everyone does: an upright line to compare with. */
  readonly baseline?: number | null
  readonly baselineLabel?: string
  /** What the rows are, for the table's first column. */
  readonly heading?: string
  readonly format?: ValueFormat
}

/** Values with their 95 % intervals, row by row, beside a baseline: a filled dot lies clear of it, a hollow one may not. */
export function IntervalChart({ rows, baseline = null, baselineLabel, heading, format = 'percent', ...props }: IntervalChartProps) {
  const { t } = useTranslation('charts')
  const look = useChartLook()
  const span = intervalSpan(rows, baseline)
  const between = (row: IntervalRow) =>
    row.low === null || row.high === null ? '–' : t('between', { low: look.write(row.low, format), high: look.write(row.high, format) })
  const upright = baselineLabel ?? (baseline === null ? '' : t('baseline', { value: look.write(baseline, format) }))
  const picture = useMemo(
    () => intervalPicture(rows, { baseline, upright, write: (value) => look.write(value, format) }, look),
    [rows, baseline, upright, format, look],
  )
  const columns = [heading ?? t('name'), t('value'), t('interval')]
  const table = rows.map((row) => ({
    id: row.id,
    cells: [
      row.label,
      <NumberLink key="value" href={row.href} label={row.label}>
        {look.write(row.value, format)}
      </NumberLink>,
      between(row),
    ],
  }))
  return (
    <ChartFrame {...props} picture={picture} table={{ columns, rows: table }}>
      <div role="group" aria-label={heading ?? t('interval')} tabIndex={0} className="max-h-[70dvh] overflow-y-auto">
        {upright && (
          <p className="mb-1 flex items-center gap-1.5 text-sm text-ink-soft">
            <span aria-hidden className="h-3.5 border-s-2 border-dashed border-ink-soft" />
            {upright}
          </p>
        )}
        <ul>
          {rows.map((row) => (
            <li
              key={row.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-t border-line py-1 sm:grid-cols-[minmax(7rem,15rem)_minmax(0,1fr)_4.5rem]"
            >
              <div className="min-w-0 text-sm">
                <span className="line-clamp-2">
                  {row.href ? (
                    <TextLink href={row.href}>
                      <bdi>{row.label}</bdi>
                    </TextLink>
                  ) : (
                    <bdi>{row.label}</bdi>
                  )}
                </span>
                {row.hint && <span className="block text-xs text-ink-soft">{row.hint}</span>}
              </div>
              <Track row={row} span={span} baseline={baseline} title={between(row)} />
              <span className="figures text-end text-sm sm:order-last">{look.write(row.value, format)}</span>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  )
}

interface TrackProps {
  readonly row: IntervalRow
  readonly span: ReturnType<typeof intervalSpan>
  readonly baseline: number | null
  readonly title: string
}

const DOTS = {
  above: 'bg-(--chart-1) border-(--chart-1)',
  below: 'bg-(--chart-2) border-(--chart-2) rotate-45 rounded-none!',
  unsure: 'bg-surface border-(--chart-6)',
}

/** The line with its dot; on a phone it stands below the name. Inline starts keep it right in both directions. */
function Track({ row, span, baseline, title }: TrackProps) {
  const at = (value: number) => `${placeOf(value, span) * 100}%`
  const { value, low, high } = row
  return (
    <div title={title} className="relative order-last col-span-2 h-5 sm:order-none sm:col-span-1">
      {baseline !== null && (
        <span
          aria-hidden
          className="absolute inset-y-0 border-s-2 border-dashed border-line-strong"
          style={{ insetInlineStart: at(baseline) }}
        />
      )}
      {low !== null && high !== null && (
        <span
          aria-hidden
          className="absolute top-1/2 h-2 -translate-y-1/2 border-x border-ink-soft before:absolute before:inset-x-0 before:top-1/2 before:border-t before:border-ink-soft"
          style={{ insetInlineStart: at(low), width: `${(placeOf(high, span) - placeOf(low, span)) * 100}%` }}
        />
      )}
      {value !== null && (
        <span
          aria-hidden
          className={`absolute top-1/2 -ms-1.25 size-2.5 -translate-y-1/2 rounded-full border-2 ${DOTS[sideOf(row, baseline) ?? 'unsure']}`}
          style={{ insetInlineStart: at(value) }}
        />
      )}
    </div>
  )
}
