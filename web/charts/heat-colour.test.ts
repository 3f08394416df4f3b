import { expect, test } from 'vitest'
import { contrast, heatColours, heatScale, rgbOf } from './heat-colour.ts'

const themes = { light: ['#e6f4f3', '#07555b'], dark: ['#16302f', '#7ee2df'] } as const
const numbersOf = (css: string) => css.match(/\d+/g)!.map(Number) as [number, number, number]

test.each(Object.entries(themes))('Every heat cell can be read in the %s theme', (_name, [low, high]) => {
  for (let at = 0; at <= 1; at += 0.01) {
    const { background, text } = heatColours(rgbOf(low), rgbOf(high), at)
    expect(contrast(numbersOf(background), numbersOf(text))).toBeGreaterThanOrEqual(4.5)
  }
})

test('Black on white is the strongest contrast there is', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
})

test('A share outside 0 to 1 keeps the colour of the end it passed', () => {
  expect(heatColours(rgbOf('#000000'), rgbOf('#ffffff'), 3).background).toBe('rgb(255 255 255)')
})

test('Colours run from the lowest to the highest value, and values that are all the same have the lowest', () => {
  const heat = heatScale([92, 324, 0])
  expect([heat(0), heat(162), heat(324)]).toEqual([0, 0.5, 1])
  expect(heatScale([7, 7])(7)).toBe(0)
})
