import type { ChartLook, LegendEntry } from '#web/charts/chart-look.ts'
import { type PictureWords, type Shape, startText } from '#web/charts/picture.ts'

/** Pixels of a picture before it is doubled. */
export const PICTURE_WIDTH = 960
export const PICTURE_MARGIN = 24

/** Everything around a chart in its picture, and where the chart itself stands. */
export interface Composed {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
  readonly chartTop: number
}

/** How wide a text of this size is; the picture's painter measures with the real typeface. */
export type Measure = (text: string, size: number, bold: boolean) => number

/** The finding and the legend above a chart of `chartHeight`, its definition and its source below; from where reading starts. */
export function composePicture(words: PictureWords, chartHeight: number, measure: Measure, look: ChartLook): Composed {
  const { rtl, colours } = look
  const room = PICTURE_WIDTH - 2 * PICTURE_MARGIN
  const start = rtl ? PICTURE_WIDTH - PICTURE_MARGIN : PICTURE_MARGIN
  const block = (text: string, top: number, style: { size: number; colour: string; bold?: boolean }) => {
    const lines = wrap(text, room, (line) => measure(line, style.size, style.bold ?? false))
    const step = Math.round(style.size * 1.6)
    return {
      shapes: lines.map((line, nth) => startText(start, top + (nth + 1) * step - 4, line, { ...style, rtl })),
      bottom: top + lines.length * step,
    }
  }
  const title = block(words.title, PICTURE_MARGIN - 8, { size: 20, colour: colours.text, bold: true })
  const legend = legendShapes(words.legend, title.bottom + 8, measure, look)
  const chartTop = legend.bottom + 8
  const definition = block(words.definition, chartTop + chartHeight + 8, { size: 13, colour: colours.muted })
  const source = block(words.source, definition.bottom + 4, { size: 13, colour: colours.muted })
  const height = Math.ceil(source.bottom + PICTURE_MARGIN - 8)
  const ground: Shape = { kind: 'box', x: 0, y: 0, width: PICTURE_WIDTH, height, fill: colours.surface }
  const shapes = [ground, ...title.shapes, ...legend.shapes, ...definition.shapes, ...source.shapes]
  return { width: PICTURE_WIDTH, height, shapes, chartTop }
}

/** Lines of whole words that fit into the width; no line for an empty text. */
export function wrap(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && measure(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const MARK = 16
const GAP = 20
const LINE = 22

function legendShapes(
  entries: readonly LegendEntry[],
  top: number,
  measure: Measure,
  { rtl, colours }: ChartLook,
): { shapes: Shape[]; bottom: number } {
  const room = PICTURE_WIDTH - 2 * PICTURE_MARGIN
  const shapes: Shape[] = []
  let from = 0
  let row = 0
  for (const entry of entries) {
    const width = MARK + 6 + measure(entry.name, 13, false)
    if (from > 0 && from + width > room) {
      from = 0
      row++
    }
    const y = top + row * LINE
    const x = (offset: number) => (rtl ? PICTURE_WIDTH - PICTURE_MARGIN - from - offset : PICTURE_MARGIN + from + offset)
    shapes.push(...markShapes(entry, Math.min(x(0), x(MARK)), y))
    shapes.push(startText(x(MARK + 6), y + 14, entry.name, { size: 13, colour: colours.muted, rtl }))
    from += width + GAP
  }
  return { shapes, bottom: entries.length === 0 ? top : top + (row + 1) * LINE }
}

function markShapes({ shape, colour, dash }: LegendEntry, x: number, y: number): Shape[] {
  if (shape === 'square') return [{ kind: 'box', x: x + 2, y: y + 3, width: 12, height: 12, fill: colour }]
  const dashed = shape === 'outline' || (dash !== undefined && dash !== 'solid')
  return [{ kind: 'line', from: [x, y + 9], to: [x + MARK, y + 9], colour, width: 2, dashed }]
}
