import { useMemo } from 'react'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '#pure/calendar'
import { useFormat } from '#web/format.tsx'
import { ChartFrame, type ChartFrameProps } from '#web/charts/chart-frame.tsx'
import { heatColours, rgbOf } from '#web/charts/heat-colour.ts'
import { type CohortMeasure, type CohortRow, cohortTable, type HeatCell } from '#web/charts/cohort-cells.ts'
import { useToken } from '#web/charts/use-chart-look.ts'
import { NumberLink } from '#web/ui/number-link.tsx'

interface CohortHeatMapProps extends ChartFrameProps {
  readonly cohorts: readonly CohortRow[]
  readonly calendar: Calendar
  readonly measure: CohortMeasure
  /** The list of a cohort's customers, or of those who bought again so many months later. */
  readonly behind?: (index: number, months?: number) => string
}

/** Customers by month of first purchase: how many bought again in each month after. A table whose cells are coloured, so everyone can read it. */
export function CohortHeatMap({ cohorts, calendar, measure, behind, ...frame }: CohortHeatMapProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [low, high] = [rgbOf(useToken('--heat-low')), rgbOf(useToken('--heat-high'))]
  const { months, rows } = useMemo(() => cohortTable(cohorts, measure), [cohorts, measure])
  const write = (cell: HeatCell) => {
    if (measure === 'share') return format.percent(cell.value, 0)
    return measure === 'customers' ? format.number(cell.value) : format.money(BigInt(Math.round(cell.value)), { bare: true, compact: true })
  }
  const nameOf = (index: number) => format.period('month', index, calendar)
  const title = typeof frame.title === 'string' ? frame.title : t('chart.cohort')
  return (
    <ChartFrame {...frame}>
      <div
        role="group"
        aria-label={title}
        tabIndex={0}
        className="max-h-[70dvh] overflow-auto overscroll-x-contain rounded border border-line"
      >
        <table className="figures w-max min-w-full border-separate border-spacing-px text-sm">
          <thead className="text-xs text-ink-soft">
            <tr>
              <th scope="col" rowSpan={2} className={`${HEAD} ${COHORT} z-3 text-start`}>
                {t('chart.cohort')}
              </th>
              <th scope="col" rowSpan={2} className={`${HEAD} ${SIZE} z-3 units-right`}>
                {t('chart.size')}
              </th>
              <th scope="colgroup" colSpan={months} className={`${HEAD} text-start`}>
                <span className="sticky start-46">{t('chart.monthsAfter')}</span>
              </th>
            </tr>
            <tr>
              {Array.from({ length: months }, (_, at) => (
                <th key={at} scope="col" className={`${HEAD} top-7 min-w-13 text-center`}>
                  {format.number(at + 1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.index}>
                <th scope="row" className={`${COHORT} bg-surface px-3 py-1 text-start font-medium whitespace-nowrap`}>
                  {nameOf(row.index)}
                </th>
                <td className={`${SIZE} bg-surface px-3 py-1 units-right`}>
                  <NumberLink href={behind?.(row.index)} label={`${nameOf(row.index)}, ${t('chart.size')}`}>
                    {format.number(row.size)}
                  </NumberLink>
                </td>
                {row.cells.map((cell) => {
                  const colours = heatColours(low, high, cell.heat)
                  const value = write(cell)
                  return (
                    <td key={cell.month} className="p-0 text-center" style={{ backgroundColor: colours.background, color: colours.text }}>
                      {behind ? (
                        <Link
                          href={behind(row.index, cell.month)}
                          aria-label={t('chart.cohortCell', { cohort: nameOf(row.index), month: cell.month, value })}
                          className="block px-1.5 py-1 outline-current hovered:underline ringed:-outline-offset-2 ringed:outline-current"
                        >
                          {value}
                        </Link>
                      ) : (
                        <span className="block px-1.5 py-1">{value}</span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartFrame>
  )
}

const HEAD = 'sticky top-0 z-2 bg-surface px-3 py-1 font-medium whitespace-nowrap'
const COHORT = 'sticky start-0 z-1 w-28 min-w-28'
const SIZE = 'sticky start-28 z-1 w-18 min-w-18'
