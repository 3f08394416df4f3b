/** Colours of a chart, read from the CSS tokens in force (light or dark). */
export interface ChartColours {
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly accentSoft: string
  readonly second: string
  readonly third: string
  readonly loss: string
}

/** Everything about the reader that a chart depends on: direction, digits, colours, motion. */
export interface ChartLook {
  readonly rtl: boolean
  readonly font: string
  readonly motion: boolean
  readonly colours: ChartColours
  readonly number: (value: number) => string
  readonly percent: (share: number, digits?: number) => string
}

/** One line of what a chart says at a point: a name, its exact value in the reader's digits, its colour if it has one. */
export interface PointLine {
  readonly name: string
  readonly value: string
  readonly colour?: string | undefined
}

/** What a chart says at one place of its x axis; shown by the tooltip and read out as the arrow keys move. */
export interface ChartPoint {
  readonly label: string
  readonly lines: readonly PointLine[]
}

/** One entry of the legend. */
export interface LegendEntry {
  readonly name: string
  readonly colour: string
  readonly shape: 'square' | 'line'
}

/** A chart ready to draw: ECharts' option without a tooltip, the words at every point, the legend. */
export interface ChartModel {
  readonly option: { readonly [key: string]: unknown }
  readonly points: readonly ChartPoint[]
  readonly legend: readonly LegendEntry[]
}

/** An axis of names along the bottom, read from the right in rtl. */
export function nameAxis(look: ChartLook, names: readonly string[], title?: string) {
  return {
    type: 'category',
    data: names,
    inverse: look.rtl,
    name: title && inReadingOrder(look, title),
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: textStyle(look),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.colours.line } },
    axisLabel: { ...textStyle(look), hideOverlap: true, margin: 10, formatter: (name: string) => inReadingOrder(look, name) },
  } as const
}

/** An axis of values along the bottom, read from the right in rtl. */
export function valueAxis(look: ChartLook, title: string, max: number) {
  return {
    type: 'value',
    min: 0,
    max,
    inverse: look.rtl,
    name: inReadingOrder(look, title),
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: textStyle(look),
    splitLine: { show: false },
    axisLine: { show: true, lineStyle: { color: look.colours.line } },
    axisTick: { show: false },
    axisLabel: { ...textStyle(look), hideOverlap: true, margin: 10, formatter: (value: number) => look.number(value) },
  } as const
}

/** The axis of heights, on the side where reading starts. */
export function heightAxis(look: ChartLook, kind: 'share' | 'count') {
  return {
    type: 'value',
    position: look.rtl ? 'right' : 'left',
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: look.colours.line } },
    axisLabel: {
      ...textStyle(look),
      formatter: (value: number) => (kind === 'share' ? look.percent(value, 0) : look.number(Math.abs(value))),
    },
  } as const
}

/** What every chart has in common. */
export function frame(look: ChartLook, over: { bottom?: number; top?: number } = {}) {
  return {
    animation: look.motion,
    animationDuration: 300,
    animationDurationUpdate: 200,
    textStyle: { fontFamily: look.font },
    grid: { left: 4, right: 4, top: over.top ?? 12, bottom: over.bottom ?? 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  } as const
}

/** Text for the canvas, which stands left to right: isolated, so that «۱۱ و بیشتر» keeps its order. */
export function inReadingOrder(look: ChartLook, text: string): string {
  return look.rtl ? `\u2067${text}\u2069` : text
}

function textStyle(look: ChartLook) {
  return { color: look.colours.muted, fontFamily: look.font, fontSize: 12 }
}
