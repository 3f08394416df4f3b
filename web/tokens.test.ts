import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync('web/app-styles.css', 'utf8')
const themes = { light: tokensAfter(":root,\n[data-theme='light']"), dark: tokensAfter("[data-theme='dark']") }

const TEXT: readonly [string, readonly string[]][] = [
  ['ink', ['canvas', 'surface', 'sunken', 'hover', 'accent-soft', 'good-soft', 'warn-soft', 'bad-soft']],
  ['ink-soft', ['canvas', 'surface', 'sunken', 'hover']],
  ['accent-ink', ['canvas', 'surface', 'hover', 'accent-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-bad', ['bad', 'bad-hover']],
  ['good', ['canvas', 'surface', 'good-soft']],
  ['warn', ['canvas', 'surface', 'warn-soft']],
  ['bad', ['canvas', 'surface', 'bad-soft']],
  ['canvas', ['ink']],
]
const OUTLINES: readonly [string, readonly string[]][] = [
  ['line-strong', ['canvas', 'surface']],
  ['focus', ['canvas', 'surface']],
  ['accent', ['surface', 'hover']],
  ...[1, 2, 3, 4, 5, 6].map((each): [string, readonly string[]] => [`chart-${each}`, ['surface']]),
]

test.each(['light', 'dark'] as const)('every text colour can be read on its grounds in the %s theme', (theme) => {
  expect(tooFaint(theme, TEXT, 4.5)).toEqual([])
})

test.each(['light', 'dark'] as const)('outlines and chart colours stand out in the %s theme', (theme) => {
  expect(tooFaint(theme, OUTLINES, 3)).toEqual([])
})

test('both themes name the same colours', () => {
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light))
})

function tooFaint(theme: 'light' | 'dark', pairs: readonly [string, readonly string[]][], least: number): string[] {
  return pairs.flatMap(([name, grounds]) =>
    grounds
      .map((ground) => ({ ground, ratio: contrast(themes[theme][name] ?? '', themes[theme][ground] ?? '') }))
      .filter(({ ratio }) => !(ratio >= least))
      .map(({ ground, ratio }) => `${name} on ${ground}: ${ratio.toFixed(2)}`),
  )
}

function tokensAfter(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (.+);/g)].map(([, name, value]) => [name, value]))
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
