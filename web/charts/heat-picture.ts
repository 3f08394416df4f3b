import type { ChartLook } from '#web/charts/chart-look.ts'
import { type DrawnPicture, type Shape, startText } from '#web/charts/picture.ts'

/** A cell as it is shown: its words, and both colours. */
export interface ColouredCell {
  readonly value: number
  readonly text: string
  readonly href?: string | undefined
  readonly background: string
  readonly colour: string
}

interface Grid {
  readonly heading: string
  readonly rows: readonly { readonly label: string }[]
  readonly columns: readonly { readonly label: string }[]
  readonly grid: readonly (readonly (ColouredCell | null)[])[]
}

const ROW = 24
const NAMES = 130

/** A heat grid as a picture, in reading order. */
export function heatPicture({ rows, columns, grid, heading }: Grid, look: ChartLook): DrawnPicture {
  return {
    draw: (width) => {
      const cell = (width - NAMES) / Math.max(1, columns.length)
      const size = cell < 44 ? 10 : 12
      // Names of columns that would run into each other are shown now and then.
      const longest = Math.max(1, ...columns.map(({ label }) => label.length))
      const step = Math.max(1, Math.ceil((longest * size * 0.55) / cell))
      const flip = (x: number) => (look.rtl ? width - x : x)
      const left = (column: number) => (look.rtl ? width - NAMES - (column + 1) * cell : NAMES + column * cell)
      const small = { size: 12, colour: look.colours.muted, rtl: look.rtl }
      const centred = (x: number, y: number, text: string, colour: string): Shape => ({
        kind: 'text',
        x,
        y,
        text,
        size,
        colour,
        rtl: look.rtl,
        anchor: 'middle',
      })
      const shapes: Shape[] = [
        startText(flip(0), 16, heading, small),
        ...columns.flatMap((column, c) => (c % step === 0 ? [centred(left(c) + cell / 2, 16, column.label, look.colours.muted)] : [])),
        ...rows.flatMap((row, r): Shape[] => {
          const y = (r + 1) * ROW
          const name = startText(flip(0), y + 16, row.label, { ...small, colour: look.colours.text })
          const cells = (grid[r] ?? []).flatMap((each, c): Shape[] =>
            each === null
              ? []
              : [
                  { kind: 'box', x: left(c), y, width: cell - 1, height: ROW - 1, fill: each.background },
                  centred(left(c) + cell / 2, y + 16, each.text, each.colour),
                ],
          )
          return [name, ...cells]
        }),
      ]
      return { height: (rows.length + 1) * ROW, shapes }
    },
  }
}
