/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The colour of a '#rrggbb' token; black when it is not one. */
export function rgbOf(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim())
  return match ? [parseInt(match[1] ?? '0', 16), parseInt(match[2] ?? '0', 16), parseInt(match[3] ?? '0', 16)] : [0, 0, 0]
}

/** Between two colours; `at` from 0 to 1. */
export function mix(from: Rgb, to: Rgb, at: number): Rgb {
  const part = (a: number, b: number) => Math.round(a + (b - a) * at)
  return [part(from[0], to[0]), part(from[1], to[1]), part(from[2], to[2])]
}

/** WCAG 2 relative luminance, 0 to 1. */
export function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** Background and text of a heat cell: `at` from 0 (low) to 1 (high); black or white text, whichever stands out more. */
export function heatColours(low: Rgb, high: Rgb, at: number): { readonly background: string; readonly text: string } {
  const background = mix(low, high, Math.min(1, Math.max(0, at)))
  const text = contrast(background, WHITE) >= contrast(background, BLACK) ? WHITE : BLACK
  return { background: css(background), text: css(text) }
}

/** From 0 (lowest) to 1 (the 98th percentile and above), so that one lucky small cell does not bleach the rest. */
export function heatScale(values: readonly number[]): (value: number) => number {
  const sorted = values.toSorted((a, b) => a - b)
  const low = sorted[0] ?? 0
  const span = (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.98))] ?? 0) - low
  return (value) => (span > 0 ? Math.min(1, (value - low) / span) : 0)
}

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]

function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`
}
