import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendar, cellsOf, dateOf, daysOf, lastDayOf, monthOf, shop, sum } from '../make.ts'
import { MonthlyReport } from './api.ts'
import { latestMonth, monthlyReport } from './domain.ts'
import { monthlyDocument } from './domain-document.ts'
import { dueReport } from './domain-due.ts'
import { reportLetter } from './domain-letter.ts'
import { penFor } from './domain-pen.ts'

const NOTHING = { months: null, product: null, due: null, risk: null, goals: [] }

test('Every figure of a month is what its definition says, beside the month and the year before', () => {
  fc.assert(
    fc.property(shop, calendar, fc.nat(30), (shop, calendar, back) => {
      const asOf = lastDayOf(shop)
      const cells = cellsOf(shop, 90, asOf)
      const options = { calendar, asOfDay: asOf, hasAmounts: true }
      const index = monthOf(asOf, calendar) - back
      const report = MonthlyReport.parse(monthlyReport(cells, index, options, NOTHING))
      const purchases = shop.flatMap((each) =>
        daysOf(each).map((day, k) => ({ month: monthOf(day, calendar), nth: k + 1, amount: each.amounts?.[k] ?? 0 })),
      )
      if (purchases.length === 0) {
        expect(report.empty).toBe(true)
        return
      }
      const first = Math.min(...purchases.map(({ month }) => month))
      const of = (month: number) => {
        const inside = purchases.filter((each) => each.month === month)
        const until = (nth: number) => purchases.filter((each) => each.nth === nth && each.month <= month).length
        return {
          revenue: sum(inside.map(({ amount }) => amount)),
          orders: inside.length,
          newCustomers: inside.filter(({ nth }) => nth === 1).length,
          returned: inside.filter(({ nth }) => nth === 2).length,
          returnRate: until(1) === 0 ? null : until(2) / until(1),
          repeatRate: until(1) === 0 ? null : until(3) / until(1),
          customers: until(1),
        }
      }
      for (const { what, value, before, yearAgo } of report.figures) {
        if (what === 'retention' || what === 'meanOrder') continue
        const known = (month: number) => (month < first ? null : of(month)[what])
        expect([what, value, before, yearAgo]).toEqual([what, known(index), known(index - 1), known(index - 12)])
      }
      const cohort = shop.filter(({ days }) => days.length > 0 && monthOf(days[0] ?? 0, calendar) === index - 3)
      const active = cohort.filter((each) => daysOf(each).some((day) => monthOf(day, calendar) === index))
      expect(report.cohort?.size ?? 0).toBe(cohort.length)
      if (cohort.length > 0) expect(report.cohort?.active).toBe(active.length)
      expect(report.trend.map(({ orders }) => orders)).toEqual(
        Array.from({ length: 13 }, (_, k) => index - 12 + k)
          .filter((month) => month >= first)
          .map((month) => of(month).orders),
      )
    }),
  )
})

test('The month shown first is the last one that is over', () => {
  const day = (text: string) => dayOfText(text)
  const cells = (...days: number[]) => cellsOf([{ days, amounts: null, refundDays: [], refundAmounts: null }], 90, days.at(-1) ?? 0)
  const latest = (...days: number[]) => latestMonth(cells(...days), { calendar: 'gregorian', asOfDay: days.at(-1) ?? 0, hasAmounts: false })
  expect(latest(day('2025-01-05'), day('2025-03-20'))).toBe(2025 * 12 + 1)
  expect(latest(day('2025-01-05'), day('2025-03-31'))).toBe(2025 * 12 + 2)
  expect(latest(day('2025-03-05'), day('2025-03-20'))).toBe(2025 * 12 + 2)
  expect(latestMonth(cells(), { calendar: 'gregorian', asOfDay: null, hasAmounts: false })).toBeNull()
})

test('The report leaves on the morning of the first day of the month, where and in which calendar the shop is', () => {
  const tehran = { calendar: 'persian', timeZone: 'Asia/Tehran' } as const
  const at = (instant: string, shop: Parameters<typeof dueReport>[1] = tehran) => dueReport(new Date(instant), shop)?.month ?? null
  // 1 Farvardin 1405 is 21 March 2026; Tehran is three and a half hours ahead.
  expect(at('2026-03-21T03:29:00Z')).toBeNull()
  expect(at('2026-03-21T03:30:00Z')).toBe(1404 * 12 + 11)
  expect(at('2026-03-27T12:00:00Z')).toBe(1404 * 12 + 11)
  expect(at('2026-03-28T12:00:00Z')).toBeNull()
  expect(at('2026-04-01T06:30:00Z', { calendar: 'gregorian', timeZone: 'Europe/London' })).toBe(2026 * 12 + 2)
  expect(dateOf(dueReport(new Date('2026-03-21T03:30:00Z'), tehran)?.firstDay ?? 0, 'persian').toString()).toContain('2026-02-20')
})

test('The report says in a sentence what happened, in Persian with Persian digits and from the right', () => {
  const cells = cellsOf([{ days: [20_100, 20_150], amounts: [5_000_000, 10_000_000], refundDays: [], refundAmounts: null }], 90, 20_150)
  const index = monthOf(20_150, 'persian')
  const extras = {
    ...NOTHING,
    risk: { customers: 1200, value: null },
    product: { name: 'Mug <b>', count: 3, of: 4, all: 0.5 },
    goals: [{ measure: 'orders', target: 20, value: 2, state: 'behind' } as const],
  }
  const report = monthlyReport(cells, index, { calendar: 'persian', asOfDay: 20_150, hasAmounts: true }, extras)
  const pen = penFor({ language: 'fa', calendar: 'persian', currency: 'IRR', moneyDisplay: 'toman' })
  const written = monthlyDocument(report, pen)
  const around = { language: 'fa', shop: 'فروشگاه', link: 'https://shop.example/x', open: 'باز کردن', why: 'چون' } as const
  const { html, text, subject } = reportLetter(written, around)
  expect(subject).toBe('گزارش اسفند ۱۴۰۳ - فروشگاه')
  expect(html).toContain('<html lang="fa" dir="rtl">')
  expect(html).toContain('Mug &lt;b&gt;')
  expect(text).toContain('۱٬۲۰۰ مشتری در خطر رفتن‌اند.')
  expect(text.replace('https://shop.example/x', '')).not.toMatch(/[0-9]/)
  expect(written.parts.map(({ id }) => id)).toEqual(['figures', 'trend', 'next', 'goals'])
  const english = monthlyDocument(report, penFor({ language: 'en', calendar: 'persian', currency: 'IRR', moneyDisplay: 'toman' }))
  expect(english.parts[0]?.finding).toBe('Revenue came to 1m Toman.')
})

function dayOfText(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000
}
