import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoOfDay } from '#pure/calendar'
import { bought, calendar, cellsOf, DAY, daysOf, lastDayOf, shop, sum } from '../make.ts'
import type { GoalMeasure } from './api.ts'
import { historyOf, reachedOn, refusalOfGoal, standingOf, startValueOf } from './domain.ts'
import { figuresFrom } from './domain-figures.ts'
import { projectionOf } from './domain-projection.ts'

type Shop = Parameters<typeof cellsOf>[0]

function figuresOf(shop: Shop, over: { calendar?: 'gregorian' | 'persian'; asOf?: number } = {}) {
  const asOf = over.asOf ?? lastDayOf(shop)
  return figuresFrom(cellsOf(shop, 90, asOf), asOf, { calendar: over.calendar ?? 'gregorian', marks: [] })
}

/** Somebody who buys once, on each of these days. */
const visits = (...days: number[]) => days.map((day) => bought(day))
const everyDay = (from: number, to: number) => visits(...Array.from({ length: to - from + 1 }, (_, k) => from + k))
const goal = (measure: GoalMeasure, target: number, [startDay, dueDay]: readonly [number, number]) => ({
  measure,
  target,
  startDay,
  dueDay,
  startValue: null,
  reachedDay: null,
})

test('Every figure of a goal is what its definition says, on any day', () => {
  fc.assert(
    fc.property(shop, calendar, fc.nat(800), fc.nat(800), (shop, calendar, a, b) => {
      const figures = figuresOf(shop, { calendar })
      const day = Math.min(figures.asOfDay, DAY + Math.max(a, b))
      const since = DAY + Math.min(a, b)
      const reached = (n: number) => shop.filter((each) => (each.days[n - 1] ?? Infinity) <= day).length
      const inside = shop.flatMap((each) => daysOf(each).flatMap((at, k) => (at >= since && at <= day ? [each.amounts?.[k] ?? 0] : [])))
      expect(figures.at('customers', day, since)).toBe(reached(1))
      expect(figures.at('returnRate', day, since)).toBe(reached(1) === 0 ? null : reached(2) / reached(1))
      expect(figures.at('repeatRate', day, since)).toBe(reached(1) === 0 ? null : reached(3) / reached(1))
      if (since > day) return
      expect(figures.at('orders', day, since)).toBe(inside.length)
      expect(figures.at('revenue', day, since)).toBe(sum(inside))
      expect(figures.at('newCustomers', day, since)).toBe(
        shop.filter(({ days }) => (days[0] ?? 0) >= since && (days[0] ?? 0) <= day).length,
      )
    }),
  )
})

test('A goal is reached on the first day on which the figure is there, and not after it is due', () => {
  fc.assert(
    fc.property(shop, fc.integer({ min: 1, max: 12 }), fc.nat(400), fc.integer({ min: 1, max: 400 }), (shop, target, from, length) => {
      const figures = figuresOf(shop)
      const wanted = goal('orders', target, [DAY + from, DAY + from + length])
      const all = shop.flatMap(daysOf).filter((day) => day >= wanted.startDay && day <= wanted.dueDay)
      expect(reachedOn(figures, wanted)).toBe(all.toSorted((a, b) => a - b)[target - 1] ?? null)
    }),
  )
})

test('What adds up ends where the pace so far leads, or where last year’s same dates say', () => {
  // One new customer a day for 30 days of a goal of 60.
  const young = figuresOf(everyDay(DAY, DAY + 29))
  const course = { measure: 'newCustomers', startDay: DAY, dueDay: DAY + 59 } as const
  expect(projectionOf(young, course)).toEqual({ value: 60, method: 'pace' })
  // Last year the first 30 days brought 30 and the rest 10: three quarters were in by then.
  const lastYear = [...everyDay(DAY - 365, DAY - 336), ...visits(...Array.from({ length: 10 }, (_, k) => DAY - 330 + k))]
  const old = figuresOf([...visits(DAY - 800), ...lastYear, ...everyDay(DAY, DAY + 29)])
  expect(projectionOf(old, course)).toEqual({ value: 40, method: 'season' })
  expect(projectionOf(old, { ...course, measure: 'customers' })).toEqual({ value: 41 + 40, method: 'season' })
})

test('In the first week, the first tenth or before ten orders nothing is said of the end', () => {
  const course = { measure: 'orders', startDay: DAY, dueDay: DAY + 19 } as const
  expect(projectionOf(figuresOf(everyDay(DAY, DAY + 5)), course)).toBeNull()
  expect(projectionOf(figuresOf(everyDay(DAY, DAY + 29)), { ...course, dueDay: DAY + 365 })).toBeNull()
  expect(projectionOf(figuresOf(visits(DAY, DAY + 15)), course)).toBeNull()
  expect(projectionOf(figuresOf(everyDay(DAY, DAY + 11)), course)).not.toBeNull()
})

test('A rate goes on as its last month ends went, and never above everybody', () => {
  // 100 customers; every fifth day another of them comes back.
  const shop = Array.from({ length: 100 }, (_, k) => bought(DAY, ...(k < 40 ? [DAY + 5 * (k + 1)] : [])))
  const figures = figuresOf(shop, { asOf: DAY + 200 })
  const at = (dueDay: number) => projectionOf(figures, { measure: 'returnRate', startDay: DAY, dueDay })
  expect(at(DAY + 250)?.value).toBeCloseTo(0.5, 1)
  expect(at(DAY + 250)?.method).toBe('trend')
  expect(at(DAY + 4000)?.value).toBe(1)
  expect(projectionOf(figuresOf(shop, { asOf: DAY + 20 }), { measure: 'returnRate', startDay: DAY, dueDay: DAY + 90 })).toBeNull()
})

test('A goal stands on course, behind, reached or missed', () => {
  const figures = figuresOf(everyDay(DAY, DAY + 29))
  const state = (target: number, due: number) => standingOf(figures, goal('orders', target, [DAY, DAY + due])).state
  expect(state(55, 59)).toBe('onCourse')
  expect(state(65, 59)).toBe('behind')
  expect(state(30, 59)).toBe('reached')
  expect(state(31, 25)).toBe('missed')
  expect(state(300, 900)).toBe('early')
  const { share, value, reachedDay } = standingOf(figures, goal('orders', 60, [DAY, DAY + 59]))
  expect([share, value, reachedDay]).toEqual([0.5, 30, null])
})

test('Progress is shown from the start to the last order, on a few days only, the last one included', () => {
  const figures = figuresOf(everyDay(DAY, DAY + 299))
  const shown = historyOf(figures, goal('orders', 1000, [DAY, DAY + 900]), 40)
  expect(shown.length).toBeLessThanOrEqual(40)
  expect(shown.at(-1)).toEqual({ day: DAY + 299, value: 300 })
})

test('A goal in the past, above everybody, reached already or without orders is refused', () => {
  const figures = figuresOf([bought(DAY, DAY + 40), bought(DAY)])
  const late = DAY + 100
  expect(refusalOfGoal(figures, goal('returnRate', 0.6, [DAY, late]))).toBeNull()
  expect(refusalOfGoal(null, goal('returnRate', 0.6, [DAY, late]))).toBe('insights.goal_needs_orders')
  expect(refusalOfGoal(figures, goal('returnRate', 0.6, [DAY, DAY + 40]))).toBe('insights.goal_is_past')
  expect(refusalOfGoal(figures, goal('returnRate', 0.6, [late, late]))).toBe('insights.goal_starts_late')
  expect(refusalOfGoal(figures, goal('returnRate', 45, [DAY, late]))).toBe('insights.goal_too_high')
  expect(refusalOfGoal(figures, goal('returnRate', 0.5, [DAY, late]))).toBe('insights.goal_is_reached')
  expect(startValueOf(figures, 'returnRate', late)).toBe(0.5)
  expect(startValueOf(figures, 'orders', DAY)).toBe(0)
  expect(isoOfDay(figures.firstDay)).toBe(isoOfDay(DAY))
})
