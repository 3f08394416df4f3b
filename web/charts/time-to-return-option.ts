import type { ChartLook, ChartModel } from '#web/charts/chart-look.ts'
import { frame, heightAxis, inReadingOrder, valueAxis } from '#web/charts/chart-look.ts'

/** Share of all customers who had returned within `days`. */
export interface ReturnCurvePoint {
  readonly days: number
  readonly customers: number
  readonly share: number
}

/** Median and quartiles in days; null where nobody has returned. */
export interface ReturnQuartiles {
  readonly q1: number | null
  readonly median: number | null
  readonly q3: number | null
}

/** Names in the reader's language. */
export interface TimeToReturnNames {
  readonly axis: string
  readonly within: (days: number) => string
  readonly share: string
  readonly customers: string
  readonly q1: string
  readonly median: string
  readonly q3: string
}

/** A rising curve of who had returned by when, with the quartiles of those who did. */
export function timeToReturnModel(
  curve: readonly ReturnCurvePoint[],
  quartiles: ReturnQuartiles,
  names: TimeToReturnNames,
  look: ChartLook,
): ChartModel {
  const { accent, accentSoft, muted, text } = look.colours
  const marks = [
    // The middle name stands higher: on a phone the three lines are closer than their names are wide.
    { name: names.q1, at: quartiles.q1, distance: 4 },
    { name: names.median, at: quartiles.median, distance: 22 },
    { name: names.q3, at: quartiles.q3, distance: 4 },
  ].flatMap(({ name, at, distance }) => (at === null ? [] : [{ name, xAxis: at, label: { distance } }]))
  return {
    option: {
      ...frame(look, { bottom: 28, top: 44 }),
      xAxis: valueAxis(look, names.axis, curve.at(-1)?.days ?? 1),
      yAxis: { ...heightAxis(look, 'percent'), min: 0 },
      series: [
        {
          name: names.share,
          type: 'line',
          symbol: 'none',
          emphasis: { disabled: true },
          lineStyle: { color: accent, width: 2 },
          areaStyle: { color: accentSoft, opacity: 1 },
          data: curve.map((point) => [point.days, point.share]),
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: muted, type: 'dashed', width: 1 },
            data: marks,
            label: {
              color: text,
              fontFamily: look.font,
              fontSize: 12,
              formatter: ({ name }: { name: string }) => inReadingOrder(look, name),
            },
          },
        },
      ],
    },
    points: curve.map((point) => ({
      label: names.within(point.days),
      lines: [
        { name: names.share, value: look.percent(point.share), colour: accent },
        { name: names.customers, value: look.number(point.customers) },
      ],
    })),
    legend: [],
  }
}
