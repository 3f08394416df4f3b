import type { ChartModel, LegendEntry } from '#web/charts/chart-look.ts'

/** Something drawn: positions in pixels from the left top, whatever the direction. */
export type Shape =
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: string }
  | {
      readonly kind: 'line'
      readonly from: Point
      readonly to: Point
      readonly colour: string
      readonly width: number
      readonly dashed?: boolean
    }
  | {
      readonly kind: 'dot'
      readonly x: number
      readonly y: number
      readonly radius: number
      readonly fill: string
      readonly border: string
    }
  | {
      readonly kind: 'text'
      readonly x: number
      /** The line that letters stand on. */
      readonly y: number
      readonly text: string
      readonly size: number
      readonly colour: string
      readonly bold?: boolean
      readonly rtl: boolean
      /** Which part of the text stands at x. */
      readonly anchor: 'left' | 'middle' | 'right'
    }

export type Point = readonly [x: number, y: number]

/** A chart that ECharts does not draw: its shapes for a given width. */
export interface DrawnPicture {
  readonly draw: (width: number) => { readonly height: number; readonly shapes: readonly Shape[] }
}

/** What goes into a picture besides the chart itself. */
export interface PictureWords {
  readonly title: string
  readonly definition: string
  /** Which shop, which day. */
  readonly source: string
  readonly legend: readonly LegendEntry[]
}

export type PictureOf = { readonly model: ChartModel } | DrawnPicture

/** One Persian or English text from where reading starts; `x` is that edge. */
export function startText(
  x: number,
  y: number,
  text: string,
  style: { size: number; colour: string; bold?: boolean; rtl: boolean },
): Shape {
  return { kind: 'text', x, y, text, anchor: style.rtl ? 'right' : 'left', ...style }
}
