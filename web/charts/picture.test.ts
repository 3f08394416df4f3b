import { expect, test } from 'vitest'
import { composePicture, wrap } from './compose-picture.ts'
import { heatPicture } from './heat-picture.ts'
import { intervalPicture } from './interval-picture.ts'
import { english, persian } from './make.ts'
import { svgFile, svgOf } from './paint-svg.ts'

const measure = (text: string, size: number) => text.length * size * 0.5
const words = {
  title: 'Tea & “cake” <bring> back most',
  definition: 'Customers who bought again',
  source: 'Shop · 22 Nov 2026',
  legend: [{ name: 'Tea', colour: '#0aa', shape: 'square' }],
} as const

test('a picture says its finding above the chart, its definition and its source below', () => {
  const { shapes, chartTop, height } = composePicture(words, 300, measure, english)
  const texts = shapes.flatMap((shape) => (shape.kind === 'text' ? [shape] : []))
  const at = (text: string) => texts.find((shape) => shape.text === text)?.y ?? Number.NaN
  expect(at(words.title)).toBeLessThan(chartTop)
  expect(at('Tea')).toBeLessThan(chartTop)
  expect(at(words.definition)).toBeGreaterThan(chartTop + 300)
  expect(at(words.source)).toBeGreaterThan(at(words.definition))
  expect(height).toBeGreaterThan(at(words.source))
})

test('in Persian, texts begin at the right edge', () => {
  const text = composePicture(words, 300, measure, persian).shapes.find((shape) => shape.kind === 'text')
  expect(text).toMatchObject({ x: 936, anchor: 'right', rtl: true })
  expect(svgOf(text ? [text] : [])).toContain('text-anchor="start" font-weight="600" direction="rtl"')
})

test('names with markup stay text', () => {
  const svg = svgFile({ width: 10, height: 10 }, `'Vazirmatn'`, svgOf(composePicture(words, 10, measure, english).shapes))
  expect(svg).toContain('Tea &amp; “cake” &lt;bring&gt; back most')
  expect(svg).not.toContain('style=')
})

test('long texts are broken between words', () => {
  expect(wrap('one two three', 7, (line) => line.length)).toEqual(['one two', 'three'])
  expect(wrap('', 7, (line) => line.length)).toEqual([])
})

test('a heat grid is drawn in reading order', () => {
  const cell = { value: 1, text: '1', background: '#fff', colour: '#000' }
  const grid = { heading: 'Day', rows: [{ label: 'Sat' }], columns: [{ label: 'A' }, { label: 'B' }], grid: [[cell, null]] }
  const boxes = (look: typeof english) =>
    heatPicture(grid, look)
      .draw(530)
      .shapes.filter(({ kind }) => kind === 'box')
  expect(boxes(english)).toMatchObject([{ x: 130 }])
  expect(boxes(persian)).toMatchObject([{ x: 200 }])
})

test('whiskers run from low to high, mirrored in Persian', () => {
  const rows = [{ label: 'Tea', value: 0.5, low: 0, high: 1 }]
  const draw = (look: typeof english) => intervalPicture(rows, { baseline: null, upright: '', write: String }, look).draw(900).shapes
  const whisker = (look: typeof english) => draw(look).find((shape) => shape.kind === 'line' && shape.width === 1.5)
  const ends = (shape: ReturnType<typeof whisker>) => (shape?.kind === 'line' ? [shape.from[0], shape.to[0]] : [])
  const [from = 0, to = 0] = ends(whisker(english))
  expect(from).toBeLessThan(to)
  expect(ends(whisker(persian))).toEqual([900 - from, 900 - to])
})
