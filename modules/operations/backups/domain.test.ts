import { describe, expect, test } from 'vitest'
import { backupsToRemove, fileNameOf, isDue, latestSlot, readFileName, USUAL_SCHEDULE, worryAbout, type KeptBackup } from './domain.ts'

const at = (text: string) => new Date(text)
const TEHRAN = 'Asia/Tehran'

test('the night’s moment goes by the shop’s own clock', () => {
  // 03:30 in Tehran is midnight in UTC.
  expect(latestSlot(USUAL_SCHEDULE, at('2026-03-21T00:00:00Z'), TEHRAN)).toEqual(at('2026-03-21T00:00:00Z'))
  expect(latestSlot(USUAL_SCHEDULE, at('2026-03-20T23:59:00Z'), TEHRAN)).toEqual(at('2026-03-20T00:00:00Z'))
})

describe('a backup is due', () => {
  const given = { slot: at('2026-03-21T00:00:00Z'), now: at('2026-03-21T02:00:00Z'), installedAt: at('2026-01-01T00:00:00Z'), attempts: [] }
  const attempt = (time: string, state: string) => ({ askedAt: at(`2026-03-21T${time}:00Z`), state })

  test('once a night, also when the machine was off at that hour, and not before the first night', () => {
    expect(isDue(USUAL_SCHEDULE, given)).toBe(true)
    expect(isDue({ ...USUAL_SCHEDULE, isOn: false }, given)).toBe(false)
    expect(isDue(USUAL_SCHEDULE, { ...given, installedAt: at('2026-03-21T01:00:00Z') })).toBe(false)
    expect(isDue(USUAL_SCHEDULE, { ...given, attempts: [attempt('00:00', 'done')] })).toBe(false)
    expect(isDue(USUAL_SCHEDULE, { ...given, attempts: [{ askedAt: at('2026-03-20T00:00:00Z'), state: 'done' }] })).toBe(true)
  })

  test('again an hour after it failed, four times at most', () => {
    expect(isDue(USUAL_SCHEDULE, { ...given, attempts: [attempt('00:30', 'failed')] })).toBe(true)
    expect(isDue(USUAL_SCHEDULE, { ...given, attempts: [attempt('01:30', 'failed')] })).toBe(false)
    expect(isDue(USUAL_SCHEDULE, { ...given, attempts: Array.from({ length: 4 }, () => attempt('00:00', 'failed')) })).toBe(false)
  })
})

test('a year of nights leaves seven days, four weeks and six months; what people made stays, and the newest of all', () => {
  const nights: KeptBackup[] = Array.from({ length: 365 }, (_, day) => ({
    id: String(day),
    kind: 'scheduled',
    at: new Date(Date.UTC(2026, 0, 1 + day)),
  }))
  const byHand: KeptBackup = { id: 'by-hand', kind: 'by_hand', at: at('2026-02-02T12:00:00Z') }
  const upgrades: KeptBackup[] = [1, 2, 3, 4].map((month) => ({
    id: `up-${month}`,
    kind: 'before_upgrade',
    at: new Date(Date.UTC(2026, month)),
  }))
  const all = [...nights, byHand, ...upgrades]
  const gone = new Set(backupsToRemove(all, USUAL_SCHEDULE, 'UTC').map(({ id }) => id))
  const kept = all.filter(({ id }) => !gone.has(id))
  expect(kept.filter(({ kind }) => kind === 'scheduled').map((each) => each.at.toISOString().slice(0, 10))).toEqual([
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
    '2026-12-13',
    '2026-12-20',
    ...['25', '26', '27', '28', '29', '30', '31'].map((day) => `2026-12-${day}`),
  ])
  expect(kept.filter(({ kind }) => kind !== 'scheduled').map(({ id }) => id)).toEqual(['by-hand', 'up-2', 'up-3', 'up-4'])
  const one: KeptBackup[] = [{ id: 'only', kind: 'scheduled', at: at('2020-01-01T00:00:00Z') }]
  expect(backupsToRemove(one, { ...USUAL_SCHEDULE, keepDaily: 1, keepWeekly: 0, keepMonthly: 0 }, 'UTC')).toEqual([])
})

test('a file’s name says its kind and moment; any other file is none of ours', () => {
  const moment = at('2026-03-21T00:30:05Z')
  expect(fileNameOf('before_upgrade', moment)).toBe('before-upgrade-2026-03-21T00-30-05-000.bazgasht')
  expect(readFileName(fileNameOf('before_upgrade', moment))).toEqual({ kind: 'before_upgrade', at: moment })
  for (const name of ['mine.bazgasht', 'scheduled-2026-03-21T00-30-05.bazgasht.partial', '../scheduled-2026-03-21T00-30-05.bazgasht'])
    expect(readFileName(name)).toBe(null)
})

test('whoever runs the installation hears of no backup, an old one and a failure, but not on the first day', () => {
  const when = { installedAt: at('2026-03-01T00:00:00Z'), now: at('2026-03-21T00:00:00Z') }
  const good = { lastGoodAt: at('2026-03-20T00:00:00Z'), lastFailed: false }
  expect(worryAbout(good, when)).toBe(null)
  expect(worryAbout({ ...good, lastFailed: true }, when)).toBe('failed')
  expect(worryAbout({ ...good, lastGoodAt: at('2026-03-10T00:00:00Z') }, when)).toBe('old')
  expect(worryAbout({ lastGoodAt: null, lastFailed: false }, when)).toBe('none')
  expect(worryAbout({ lastGoodAt: null, lastFailed: false }, { ...when, installedAt: at('2026-03-20T12:00:00Z') })).toBe(null)
})
