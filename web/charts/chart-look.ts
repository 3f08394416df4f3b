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
  /** Six that stand out from the surface, for series that are equals. */
  readonly series: readonly string[]
}

/** How a chart writes its values: whole numbers, shares from 0 to 1, minor units of money, numbers with decimals. */
export type ValueFormat = 'count' | 'percent' | 'money' | 'number'

/** Everything about the reader that a chart depends on: direction, digits, colours, motion. */
export interface ChartLook {
  readonly rtl: boolean
  readonly font: string
  readonly motion: boolean
  readonly colours: ChartColours
  readonly number: (value: number) => string
  readonly percent: (share: number, digits?: number) => string
  /** A value in full, as tooltips and tables show it; a dash for null. */
  readonly write: (value: number | null, format: ValueFormat) => string
  /** A value as an axis has room for it. */
  readonly brief: (value: number, format: ValueFormat) => string
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
  readonly shape: 'square' | 'line' | 'outline'
  /** How the line is drawn, or which pattern fills the square: what tells entries apart without colour. */
  readonly dash?: Dash
  readonly pattern?: number
}

/** A line's stroke. */
export type Dash = 'solid' | 'dashed' | 'dotted'

/** A chart ready to draw: ECharts' option without a tooltip, the words at every point, the legend. */
export interface ChartModel {
  readonly option: { readonly [key: string]: unknown }
  readonly points: readonly ChartPoint[]
  readonly legend: readonly LegendEntry[]
  /** Where a point leads, on a click or Enter; point by point. */
  readonly hrefs?: readonly (string | undefined)[]
  /** The axis that the points stand along; y when bars lie. */
  readonly along?: 'x' | 'y'
  /** Pixels; 300 unless the number of bars decides. */
  readonly height?: number
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
export function heightAxis(look: ChartLook, format: ValueFormat) {
  return {
    type: 'value',
    position: look.rtl ? 'right' : 'left',
    splitNumber: 4,
    // Shares end at the whole rather than at the next round number.
    ...(format === 'percent' && { max: ({ max }: { readonly max: number }) => (max <= 1 && max > 0.8 ? 1 : null) }),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: look.colours.line } },
    axisLabel: { ...textStyle(look), formatter: (value: number) => inReadingOrder(look, look.brief(value, format)) },
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

/** Small grey text, as on axes. */
export function textStyle(look: ChartLook) {
  return { color: look.colours.muted, fontFamily: look.font, fontSize: 12 }
}
