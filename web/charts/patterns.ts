import type { ChartLook, Dash } from '#web/charts/chart-look.ts'

/** What fills the bars of the nth series, so that they can be told apart on paper: nothing, stripes, dots, lines, stripes the other way. */
export function decalOf(look: ChartLook, nth: number): { readonly [key: string]: unknown } {
  const color = look.colours.surface
  const stripes = { symbol: 'rect', color, dashArrayX: [1, 0], dashArrayY: [1.5, 5] }
  const kinds = [
    { symbol: 'none' },
    { ...stripes, rotation: Math.PI / 4 },
    {
      symbol: 'circle',
      color,
      symbolSize: 0.7,
      dashArrayX: [
        [5, 5],
        [0, 5, 5, 0],
      ],
      dashArrayY: [5, 0],
    },
    stripes,
    { ...stripes, rotation: -Math.PI / 4 },
    { ...stripes, rotation: Math.PI / 2 },
  ]
  return kinds[nth % kinds.length] ?? {}
}

/** The same for a square of the legend, as a CSS background image. */
export function cssPattern(nth: number): string | undefined {
  const stripes = (angle: number) => `repeating-linear-gradient(${angle}deg, var(--surface) 0 1.5px, transparent 1.5px 4px)`
  const dots = 'radial-gradient(circle at 2px 2px, var(--surface) 1.2px, transparent 1.4px)'
  return [undefined, stripes(45), dots, stripes(0), stripes(-45), stripes(90)][nth % 6]
}

/** How the line of the nth series is drawn and which shape its points have. */
export function strokeOf(nth: number, dashed: boolean): { readonly dash: Dash; readonly symbol: string } {
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin']
  const dashes: readonly Dash[] = ['solid', 'dotted', 'solid', 'dotted']
  return { dash: dashed ? 'dashed' : (dashes[nth % 4] ?? 'solid'), symbol: symbols[nth % 6] ?? 'circle' }
}
