import type { ChartLook, ChartModel, LegendEntry } from '#web/charts/chart-look.ts'
import { frame, heightAxis, nameAxis } from '#web/charts/chart-look.ts'
import { decalOf } from '#web/charts/patterns.ts'

/** One period as the chart needs it; `label` is already in the reader's calendar and digits. */
export interface RetentionBar {
  readonly label: string
  readonly complete: boolean
  readonly retained: number
  readonly wonBack: number
  readonly gained: number
  readonly lost: number
  readonly rate: number | null
}

/** Names of the parts in the reader's language. */
export interface RetentionNames {
  readonly retained: string
  readonly wonBack: string
  readonly gained: string
  readonly lost: string
  readonly rate: string
  readonly running: string
}

/** Bars of each period's customers: retained, won back and new above the line, lost below it. */
export function retentionModel(bars: readonly RetentionBar[], names: RetentionNames, look: ChartLook): ChartModel {
  const { accent, second, third, loss } = look.colours
  const parts = [
    { name: names.retained, colour: accent, of: (bar: RetentionBar) => bar.retained },
    { name: names.wonBack, colour: second, of: (bar: RetentionBar) => bar.wonBack },
    { name: names.gained, colour: third, of: (bar: RetentionBar) => bar.gained },
    { name: names.lost, colour: loss, of: (bar: RetentionBar) => -bar.lost },
  ]
  return {
    option: {
      ...frame(look),
      xAxis: {
        ...nameAxis(
          look,
          bars.map((bar) => bar.label),
        ),
        axisLine: { onZero: true, lineStyle: { color: look.colours.muted } },
        axisLabel: below(look),
      },
      yAxis: heightAxis({ ...look, brief: (value, format) => look.brief(Math.abs(value), format) }, 'count'),
      series: parts.map((part, nth) => ({
        name: part.name,
        type: 'bar',
        stack: 'customers',
        barMaxWidth: 40,
        barCategoryGap: '28%',
        itemStyle: { color: part.colour, borderColor: look.colours.surface, borderWidth: 1, decal: decalOf(look, nth) },
        emphasis: { disabled: true },
        data: bars.map((bar) => ({ value: part.of(bar), itemStyle: { opacity: bar.complete ? 1 : 0.55 } })),
      })),
    },
    points: bars.map((bar) => ({
      label: bar.complete ? bar.label : `${bar.label} · ${names.running}`,
      lines: [
        { name: names.rate, value: bar.rate === null ? '—' : look.percent(bar.rate) },
        ...parts.map((part) => ({ name: part.name, value: look.number(Math.abs(part.of(bar))), colour: part.colour })),
      ],
    })),
    legend: parts.map((part, nth): LegendEntry => ({ name: part.name, colour: part.colour, shape: 'square', pattern: nth })),
  }
}

/** Labels stay at the bottom edge although the axis line stands at zero. */
function below(look: ChartLook) {
  return { ...nameAxis(look, []).axisLabel, onZero: false }
}
