import type { ChartLook } from '#web/charts/chart-look.ts'
import { type Interval, intervalSpan, placeOf, sideOf } from '#web/charts/interval-scale.ts'
import { type DrawnPicture, type Shape, startText } from '#web/charts/picture.ts'

interface Row extends Interval {
  readonly label: string
}

interface Words {
  readonly baseline: number | null
  /** What the upright line is. */
  readonly upright: string
  readonly write: (value: number | null) => string
}

const ROW = 26
const VALUE_WIDTH = 90

/** Dots with whiskers as a picture: names at the start, the scale, values at the end. */
export function intervalPicture(rows: readonly Row[], words: Words, look: ChartLook): DrawnPicture {
  const { baseline, upright, write } = words
  const { text, muted, line, accent, loss, surface } = look.colours
  return {
    draw: (width) => {
      const head = upright === '' ? 0 : ROW
      const names = Math.round(width * 0.34)
      const span = intervalSpan(rows, baseline)
      const flip = (x: number) => (look.rtl ? width - x : x)
      const at = (value: number) => flip(names + placeOf(value, span) * (width - names - VALUE_WIDTH))
      const small = { size: 13, colour: text, rtl: look.rtl }
      const shapes = rows.flatMap((row, nth): Shape[] => {
        const y = head + nth * ROW + ROW / 2
        const side = sideOf(row, baseline)
        const colour = side === 'above' ? accent : side === 'below' ? loss : muted
        const { value, low, high } = row
        return [
          { kind: 'line', from: [0, y - ROW / 2], to: [width, y - ROW / 2], colour: line, width: 1 },
          startText(flip(0), y + 4, cut(row.label), small),
          ...(low !== null && high !== null
            ? [{ kind: 'line', from: [at(low), y], to: [at(high), y], colour: muted, width: 1.5 } as const]
            : []),
          ...(value !== null
            ? [
                side === 'below'
                  ? ({ kind: 'box', x: at(value) - 5, y: y - 5, width: 10, height: 10, fill: colour } as const)
                  : ({ kind: 'dot', x: at(value), y, radius: 5, fill: side === null ? surface : colour, border: colour } as const),
              ]
            : []),
          { kind: 'text', x: flip(width), y: y + 4, text: write(value), anchor: look.rtl ? 'left' : 'right', ...small },
        ]
      })
      const height = head + rows.length * ROW
      if (baseline === null) return { height, shapes }
      const mark: Shape = { kind: 'line', from: [at(baseline), head], to: [at(baseline), height], colour: muted, width: 1, dashed: true }
      const name: Shape = { kind: 'text', x: at(baseline), y: 16, text: upright, anchor: 'middle', ...small, colour: muted }
      return { height, shapes: [...shapes, mark, ...(upright === '' ? [] : [name])] }
    },
  }
}

/** A name as wide as its column has room for. */
function cut(label: string): string {
  return label.length > 42 ? `${label.slice(0, 41)}…` : label
}
