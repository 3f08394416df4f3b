/** Red, green and blue from 0 to 1. */
type Rgb = readonly [number, number, number]

/** The least contrast between text and its ground (WCAG 2.2, 1.4.3, level AA). */
export const READABLE = 4.5

/** The contrast of two colours, '#rrggbb', from 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(rgbOf(one)), luminance(rgbOf(other))].toSorted((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Black or white, whichever is easier to read on this colour: one of them always reaches 4.58. */
export function textOn(ground: string): '#ffffff' | '#000000' {
  return contrast(ground, '#ffffff') >= READABLE ? '#ffffff' : '#000000'
}

/** The colour itself where it can be read on the ground, else the nearest one towards black or white that can. */
export function readableOn(colour: string, ground: string): string {
  if (contrast(colour, ground) >= READABLE) return colour
  const target: Rgb = luminance(rgbOf(ground)) > 0.18 ? [0, 0, 0] : [1, 1, 1]
  let near = 0
  let far = 1
  // Contrast only grows on the way, so halving finds the nearest of 256 steps.
  for (let step = 0; step < 8; step++) {
    const middle = (near + far) / 2
    if (contrast(hexOf(mixed(rgbOf(colour), target, middle)), ground) >= READABLE) far = middle
    else near = middle
  }
  return hexOf(mixed(rgbOf(colour), target, far))
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb
    .map((share) =>
      Math.round(share * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

function mixed([r, g, b]: Rgb, [toRed, toGreen, toBlue]: Rgb, share: number): Rgb {
  return [r + (toRed - r) * share, g + (toGreen - g) * share, b + (toBlue - b) * share]
}
