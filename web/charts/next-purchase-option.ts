import type { ChartLook, ChartModel } from '#web/charts/chart-look.ts'
import { frame, heightAxis, nameAxis } from '#web/charts/chart-look.ts'

/** The chance of another purchase after the nth; `label` says which in the reader's digits ("1", "11+"). */
export interface NextPurchasePoint {
  readonly label: string
  readonly reached: number
  readonly continued: number
  readonly probability: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Names of the lines in the reader's language. */
export interface NextPurchaseNames {
  readonly axis: string
  readonly after: (label: string) => string
  readonly probability: string
  readonly interval: string
  readonly reached: string
  readonly continued: string
}

/** A line of probabilities with its 95 % interval as a band. */
export function nextPurchaseModel(rows: readonly NextPurchasePoint[], names: NextPurchaseNames, look: ChartLook): ChartModel {
  const { accent, accentSoft } = look.colours
  const band = { type: 'line', stack: 'interval', symbol: 'none', lineStyle: { opacity: 0 }, emphasis: { disabled: true }, silent: true }
  return {
    option: {
      ...frame(look, { bottom: 28 }),
      xAxis: {
        ...nameAxis(
          look,
          rows.map((row) => row.label),
          names.axis,
        ),
        boundaryGap: true,
      },
      yAxis: { ...heightAxis(look, 'percent'), min: 0, max: 1, interval: 0.25 },
      series: [
        { ...band, data: rows.map((row) => row.low) },
        { ...band, areaStyle: { color: accentSoft, opacity: 1 }, data: rows.map((row) => width(row)) },
        {
          name: names.probability,
          type: 'line',
          symbol: 'circle',
          symbolSize: 7,
          z: 3,
          emphasis: { disabled: true },
          lineStyle: { color: accent, width: 2 },
          itemStyle: { color: accent },
          data: rows.map((row) => row.probability),
        },
      ],
    },
    points: rows.map((row) => ({
      label: names.after(row.label),
      lines: [
        { name: names.probability, value: share(look, row.probability), colour: accent },
        {
          name: names.interval,
          value: row.low === null || row.high === null ? '—' : `${look.percent(row.low)} – ${look.percent(row.high)}`,
        },
        { name: names.continued, value: look.number(row.continued) },
        { name: names.reached, value: look.number(row.reached) },
      ],
    })),
    legend: [
      { name: names.probability, colour: accent, shape: 'line' },
      { name: names.interval, colour: accentSoft, shape: 'square' },
    ],
  }
}

/** The band stands on `low`, so its height is what is left to `high`. */
function width(row: NextPurchasePoint): number | null {
  return row.low === null || row.high === null ? null : row.high - row.low
}

function share(look: ChartLook, value: number | null): string {
  return value === null ? '—' : look.percent(value)
}
