import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, instantOf, instantOfDay, isTimeZone, offsetAt } from './zone.ts'

const ZONES = ['Asia/Tehran', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu']
const anyZone = fc.constantFrom(...ZONES)
const anyInstant = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2035, 0, 1) })

test('the local day is the one that Intl names', () => {
  fc.assert(
    fc.property(anyInstant, anyZone, (at, timeZone) => {
      const iso = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)
      expect(new Date(dayOf(at, timeZone) * 86_400_000).toISOString().slice(0, 10)).toBe(iso)
    }),
    { numRuns: 2000 },
  )
})

test('a wall-clock time that exists leads to an instant that shows it', () => {
  fc.assert(
    fc.property(anyInstant, anyZone, (at, timeZone) => {
      const wall = at + offsetAt(at, timeZone)
      const day = Math.floor(wall / 86_400_000)
      const found = instantOf(day, wall - day * 86_400_000, timeZone)
      expect(found + offsetAt(found, timeZone)).toBe(wall)
    }),
    { numRuns: 2000 },
  )
})

test('a day that begins by a skipped hour still begins on itself', () => {
  // Iran's clocks skipped the first hour of 22 March 2022.
  const day = Date.UTC(2022, 2, 22) / 86_400_000
  const start = instantOfDay(day, 'Asia/Tehran')
  expect(dayOf(start, 'Asia/Tehran')).toBe(day)
  expect(dayOf(start - 1, 'Asia/Tehran')).toBe(day - 1)
})

test('zones that nobody knows are refused', () => {
  expect(isTimeZone('Asia/Tehran')).toBe(true)
  expect(isTimeZone('Asia/Atlantis')).toBe(false)
})
