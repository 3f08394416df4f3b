import type { ChartLook, ChartModel, LegendEntry, PointLine, ValueFormat } from '#web/charts/chart-look.ts'
import { frame, heightAxis, inReadingOrder, nameAxis } from '#web/charts/chart-look.ts'
import { strokeOf } from '#web/charts/patterns.ts'

export interface LineSeries {
  readonly id: string
  readonly name: string
  /** One a label; null leaves a gap. Money in minor units. */
  readonly values: readonly (number | null)[]
  /** What is expected, or another period or segment for comparison. */
  readonly dashed?: boolean
  /** Thin and grey: one of many that stand behind. */
  readonly quiet?: boolean
  /** Where its numbers lead in the table; the chart itself opens those given for the labels. */
  readonly hrefs?: readonly (string | undefined)[]
  /** What is certain at 95 %: from low to high at each label. */
  readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] }
}

/** An event at one label: a dashed upright with its name. */
export interface LineMark {
  readonly at: number
  readonly label: string
}

/** What the lines are drawn on. */
export interface LinesShape {
  readonly format: ValueFormat
  readonly axis?: string | undefined
  readonly marks: readonly LineMark[]
  /** Zero need not be in sight: for indices and ranks. */
  readonly free?: boolean
  readonly bandName: (name: string) => string
  readonly between: (low: string, high: string) => string
  readonly hrefs?: readonly (string | undefined)[] | undefined
}

/** Lines over the same labels, with bands of what is certain and events marked. */
export function linesModel(labels: readonly string[], series: readonly LineSeries[], shape: LinesShape, look: ChartLook): ChartModel {
  const { format, marks } = shape
  const drawn = series.map((each, nth) => ({ ...each, ...strokeOf(nth, each.dashed ?? false), colour: colourOf(each, nth, look) }))
  return {
    option: {
      ...frame(look, { bottom: shape.axis ? 28 : 4, top: marks.length > 0 ? 56 : 12 }),
      xAxis: { ...nameAxis(look, labels, shape.axis), boundaryGap: labels.length <= 60 },
      yAxis: { ...heightAxis(look, format), ...(shape.free ? { scale: true } : {}) },
      series: [
        ...drawn.flatMap((each) => bandOf(each)),
        ...drawn.map((each, nth) => ({
          name: each.name,
          type: 'line',
          symbol: each.symbol,
          symbolSize: 6,
          showSymbol: labels.length <= 40 && !each.quiet,
          showAllSymbol: 'auto',
          z: each.quiet ? 2 : 3,
          cursor: shape.hrefs ? 'pointer' : 'default',
          emphasis: { disabled: true },
          lineStyle: { color: each.colour, width: each.quiet ? 1 : 2, type: each.dash },
          itemStyle: { color: each.colour },
          data: each.values,
          ...(nth === 0 && marks.length > 0 ? { markLine: markLine(marks, look) } : {}),
        })),
      ],
    },
    points: labels.map((label, at) => ({
      label: [label, ...marks.filter((mark) => mark.at === at).map((mark) => mark.label)].join(' · '),
      lines: drawn.flatMap((each) => linesAt(each, at, shape, look)),
    })),
    legend: legendOf(drawn, shape),
    ...(shape.hrefs ? { hrefs: shape.hrefs } : {}),
  }
}

type Drawn = LineSeries & { readonly colour: string } & ReturnType<typeof strokeOf>

function linesAt(each: Drawn, at: number, { format, bandName, between }: LinesShape, look: ChartLook): PointLine[] {
  const low = each.band?.low[at] ?? null
  const high = each.band?.high[at] ?? null
  const line = { name: each.name, value: look.write(each.values[at] ?? null, format), colour: each.colour }
  if (low === null || high === null) return [line]
  return [line, { name: bandName(each.name), value: between(look.write(low, format), look.write(high, format)) }]
}

function legendOf(drawn: readonly Drawn[], { bandName }: LinesShape): LegendEntry[] {
  const lines = drawn.map((each): LegendEntry => ({ name: each.name, colour: each.colour, shape: 'line', dash: each.dash }))
  const bands = drawn.flatMap((each): LegendEntry[] =>
    each.band ? [{ name: bandName(each.name), colour: `${each.colour}${BAND_ALPHA}`, shape: 'square' }] : [],
  )
  const all = [...lines, ...bands]
  return all.length === 1 ? [] : all
}

/** A band is an unseen line at `low` with an area of the rest stacked on it. */
function bandOf(each: Drawn): readonly { readonly [key: string]: unknown }[] {
  const { band } = each
  if (!band) return []
  const unseen = {
    type: 'line',
    stack: `band ${each.id}`,
    stackStrategy: 'all',
    symbol: 'none',
    lineStyle: { opacity: 0 },
    emphasis: { disabled: true },
    silent: true,
  }
  const heights = band.low.map((low, at) => {
    const high = band.high[at] ?? null
    return low === null || high === null ? null : high - low
  })
  const areaStyle = { color: each.colour, opacity: BAND_OPACITY }
  return [
    { ...unseen, data: band.low },
    { ...unseen, areaStyle, data: heights },
  ]
}

const BAND_OPACITY = 0.2
const BAND_ALPHA = '33'

function colourOf(each: LineSeries, nth: number, look: ChartLook): string {
  return each.quiet ? look.colours.muted : (look.colours.series[nth % look.colours.series.length] ?? look.colours.accent)
}

/** Names of neighbours stand at different heights, so that they do not run into each other. */
function markLine(marks: readonly LineMark[], look: ChartLook) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: look.colours.muted, type: 'dashed', width: 1 },
    data: marks.map((mark, nth) => ({ name: mark.label, xAxis: mark.at, label: { distance: 12 + (nth % 2) * 18 } })),
    label: {
      color: look.colours.text,
      fontFamily: look.font,
      fontSize: 12,
      formatter: ({ name }: { name: string }) => inReadingOrder(look, name),
    },
  }
}
