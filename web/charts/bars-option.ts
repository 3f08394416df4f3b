import type { ChartLook, ChartModel, LegendEntry, ValueFormat } from '#web/charts/chart-look.ts'
import { frame, heightAxis, inReadingOrder, nameAxis, textStyle } from '#web/charts/chart-look.ts'
import { decalOf } from '#web/charts/patterns.ts'

/** What a bar, or a group of bars, stands for. */
export interface BarCategory {
  readonly id: string
  readonly label: string
  /** The list behind it, opened by a click or Enter. */
  readonly href?: string | undefined
}

export interface BarSeries {
  readonly id: string
  readonly name: string
  /** One a category; null where nothing is known. Money in minor units. */
  readonly values: readonly (number | null)[]
  readonly tone?: 'good' | 'bad' | 'muted'
  /** Another period or segment that stands beside for comparison: drawn as an outline. */
  readonly compared?: boolean
}

export interface BarsShape {
  readonly stacked: boolean
  /** Lying bars, for long names. */
  readonly horizontal: boolean
  readonly format: ValueFormat
}

/** Lying bars beyond these are in the table only. */
export const MOST_LYING = 20

/** Bars side by side or on one another, standing or lying; values below zero hang. */
export function barsModel(categories: readonly BarCategory[], series: readonly BarSeries[], shape: BarsShape, look: ChartLook): ChartModel {
  const { horizontal, stacked, format } = shape
  const shown = horizontal ? categories.slice(0, MOST_LYING) : categories
  const names = shown.map((each) => each.label)
  const colours = coloursOf(series, look)
  const axes = horizontal ? lyingAxes(look, names, format) : { xAxis: nameAxis(look, names), yAxis: heightAxis(look, format) }
  const rows = stacked ? 1 : series.length
  return {
    option: {
      ...frame(look),
      ...axes,
      series: series.map((each, nth) => ({
        name: each.name,
        type: 'bar',
        ...(stacked && !each.compared ? { stack: 'all' } : {}),
        barMaxWidth: 40,
        barCategoryGap: '28%',
        cursor: shown.some(({ href }) => href) ? 'pointer' : 'default',
        itemStyle: each.compared
          ? { color: 'transparent', borderColor: colours[nth], borderWidth: 1.5, borderType: 'dashed' }
          : { color: colours[nth], borderColor: look.colours.surface, borderWidth: stacked ? 1 : 0, decal: decalOf(look, nth) },
        emphasis: { disabled: true },
        data: each.values.slice(0, shown.length),
      })),
    },
    points: shown.map((category, at) => ({
      label: category.label,
      lines: series.map((each, nth) => ({ name: each.name, value: look.write(each.values[at] ?? null, format), colour: colours[nth] })),
    })),
    legend: series.length === 1 ? [] : series.map((each, nth): LegendEntry => entryOf(each, nth, colours[nth] ?? '')),
    hrefs: shown.map(({ href }) => href),
    ...(horizontal ? { along: 'y', height: Math.min(560, 36 + shown.length * Math.max(24, 12 + rows * 12)) } : {}),
  }
}

function lyingAxes(look: ChartLook, names: readonly string[], format: ValueFormat) {
  return {
    xAxis: { ...heightAxis(look, format), position: 'bottom', inverse: look.rtl, splitNumber: 3 },
    yAxis: {
      type: 'category',
      data: names,
      inverse: true,
      position: look.rtl ? 'right' : 'left',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.colours.line } },
      axisLabel: {
        ...textStyle(look),
        color: look.colours.text,
        width: 136,
        overflow: 'truncate',
        interval: 0,
        formatter: (name: string) => inReadingOrder(look, name),
      },
    },
  } as const
}

/** Tones first; the others take the colours of the series in turn, and what is compared the colour of what it stands beside. */
function coloursOf(series: readonly BarSeries[], look: ChartLook): readonly string[] {
  const { series: palette, loss, accent } = look.colours
  const tones = { good: accent, bad: loss, muted: palette.at(-1) ?? accent }
  const own = series.filter((each) => !each.compared)
  const several = own.length > 1
  return series.map((each, nth) => {
    if (each.tone) return tones[each.tone]
    if (each.compared) return several ? (palette[(nth - own.length) % palette.length] ?? accent) : look.colours.muted
    return palette[nth % palette.length] ?? accent
  })
}

function entryOf(each: BarSeries, nth: number, colour: string): LegendEntry {
  return each.compared ? { name: each.name, colour, shape: 'outline' } : { name: each.name, colour, shape: 'square', pattern: nth }
}
