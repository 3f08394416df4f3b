import { describe, expect, test } from 'vitest'
import { barsModel, MOST_LYING } from './bars-option.ts'
import { seriesAt } from './chart-points.ts'
import { intervalSpan, placeOf, sideOf } from './interval-scale.ts'
import { linesModel } from './lines-option.ts'
import { english, persian } from './make.ts'

const standing = { stacked: false, horizontal: false, format: 'count' } as const
const months = ['Mehr', 'Aban', 'Azar'].map((label, at) => ({ id: String(at), label, href: at === 1 ? undefined : `/orders?month=${at}` }))
const words = {
  bandName: (name: string) => `${name} ±`,
  between: (low: string, high: string) => `${low} to ${high}`,
  marks: [],
  format: 'count',
} as const

describe('bars', () => {
  test('lying bars of a Persian chart begin on the right, the first on top', () => {
    const { option, along } = barsModel(months, [{ id: 'a', name: 'A', values: [3, 2, 1] }], { ...standing, horizontal: true }, persian)
    expect(option.xAxis).toMatchObject({ inverse: true, type: 'value' })
    expect(option.yAxis).toMatchObject({ position: 'right', inverse: true, data: ['Mehr', 'Aban', 'Azar'] })
    expect(along).toBe('y')
  })

  test('a long list of lying bars shows its first twenty', () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ id: String(at), label: String(at) }))
    const { points, height = 0 } = barsModel(
      many,
      [{ id: 'a', name: 'A', values: many.map(() => 1) }],
      { ...standing, horizontal: true },
      english,
    )
    expect(points).toHaveLength(MOST_LYING)
    expect(height).toBeLessThanOrEqual(560)
  })

  test('what is compared is an outline beside, never part of the stack', () => {
    const series = [
      { id: 'a', name: 'Now', values: [1, 2, 3] },
      { id: 'b', name: 'Before', values: [1, 1, null], compared: true },
    ]
    const { option, legend, points } = barsModel(months, series, { ...standing, stacked: true }, english)
    expect(option.series).toMatchObject([{ stack: 'all' }, { itemStyle: { color: 'transparent', borderType: 'dashed' } }])
    expect(option.series).not.toMatchObject([{}, { stack: 'all' }])
    expect(legend.map(({ shape }) => shape)).toEqual(['square', 'outline'])
    expect(points[2]?.lines[1]?.value).toBe('–')
  })

  test('each category leads to its list, where it has one', () => {
    const { hrefs } = barsModel(months, [{ id: 'a', name: 'A', values: [1, 2, 3] }], standing, english)
    expect(hrefs).toEqual(['/orders?month=0', undefined, '/orders?month=2'])
  })
})

describe('lines', () => {
  test('a band reaches from low to high, below zero too, and is told in words', () => {
    const series = [{ id: 'a', name: 'Change', values: [0, 1], band: { low: [-2, null], high: [3, null] } }]
    const { option, points, legend } = linesModel(['x', 'y'], series, words, english)
    expect(option.series).toMatchObject([{ data: [-2, null], stackStrategy: 'all' }, { data: [5, null] }, { data: [0, 1] }])
    expect(points.map(({ lines }) => lines.map(({ value }) => value))).toEqual([['0', '-2 to 3'], ['1']])
    expect(legend.map(({ name }) => name)).toEqual(['Change', 'Change ±'])
  })

  test('lines of the same chart differ without colour, and what is compared is dashed', () => {
    const series = [
      { id: 'a', name: 'A', values: [1] },
      { id: 'b', name: 'B', values: [2] },
      { id: 'c', name: 'C', values: [3], dashed: true },
    ]
    const { legend } = linesModel(['x'], series, words, english)
    expect(legend.map(({ dash }) => dash)).toEqual(['solid', 'dotted', 'dashed'])
  })

  test('an event is named at its label, and the tooltip stands at a series that has a value there', () => {
    const series = [
      { id: 'a', name: 'A', values: [1, 2] },
      { id: 'b', name: 'B', values: [3, null] },
    ]
    const model = linesModel(['x', 'y'], series, { ...words, marks: [{ at: 1, label: 'Nowruz' }] }, english)
    expect(model.points.map(({ label }) => label)).toEqual(['x', 'y · Nowruz'])
    expect([seriesAt(model, 0), seriesAt(model, 1)]).toEqual([1, 0])
  })
})

describe('intervals', () => {
  test('a dot is certain only where its whole interval lies clear of the baseline', () => {
    expect(sideOf({ value: 0.4, low: 0.35, high: 0.45 }, 0.3)).toBe('above')
    expect(sideOf({ value: 0.2, low: 0.1, high: 0.29 }, 0.3)).toBe('below')
    expect(sideOf({ value: 0.35, low: 0.25, high: 0.45 }, 0.3)).toBe(null)
    expect(sideOf({ value: 0.35, low: null, high: null }, 0.3)).toBe(null)
  })

  test('every whisker fits in, and nothing has no width', () => {
    const span = intervalSpan([{ value: 0.5, low: 0.1, high: 0.9 }], 0.95)
    expect([placeOf(0.1, span) >= 0, placeOf(0.95, span) < 1]).toEqual([true, true])
    const flat = intervalSpan([{ value: 0, low: 0, high: 0 }], null)
    expect(flat.to).toBeGreaterThan(flat.from)
    expect(intervalSpan([], null)).toEqual({ from: 0, to: 1 })
  })
})
