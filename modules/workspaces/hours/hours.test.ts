import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { readCalendar } from './ical.ts'
import { hoursFor } from './queries.ts'
import { isOpenAt } from './domain.ts'

const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:test',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event.split('\n'), 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const dayNumber = (iso: string) => Date.parse(iso) / 86_400_000
const read = (text: string, timeZone = 'Asia/Tehran') =>
  readCalendar({ text, timeZone, from: dayNumber('2026-01-01'), until: dayNumber('2027-12-31') })

describe('an iCalendar file', () => {
  test('says which days are closed, repetitions written out, as the clock of the shop shows', () => {
    const yearly = 'UID:1\nSUMMARY:Founding day\nDTSTART;VALUE=DATE:20200510\nRRULE:FREQ=YEARLY'
    const timed = 'UID:2\nSUMMARY:Inventory\nDTSTART:20260601T083000Z\nDTEND:20260601T103000Z'
    const zoned = 'UID:3\nSUMMARY:Call\nDTSTART;TZID=Europe/London:20260701T090000\nDTEND;TZID=Europe/London:20260701T100000'
    const floating = 'UID:4\nSUMMARY:Lunch\nDTSTART:20260702T120000\nDURATION:PT1H'
    const { closures, refusal } = read(calendar(yearly, timed, zoned, floating))
    expect(refusal).toBeNull()
    expect(closures).toEqual([
      { name: 'Founding day', from: '2026-05-10T00:00', till: '2026-05-11T00:00' },
      { name: 'Inventory', from: '2026-06-01T12:00', till: '2026-06-01T14:00' },
      { name: 'Call', from: '2026-07-01T11:30', till: '2026-07-01T12:30' },
      { name: 'Lunch', from: '2026-07-02T12:00', till: '2026-07-02T13:00' },
      { name: 'Founding day', from: '2027-05-10T00:00', till: '2027-05-11T00:00' },
    ])
  })

  test('leaves out what was cancelled or excepted, and moves what was moved', () => {
    const weekly = 'UID:1\nSUMMARY:Off\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20260112'
    const moved = 'UID:1\nSUMMARY:Off\nRECURRENCE-ID;VALUE=DATE:20260119\nDTSTART;VALUE=DATE:20260120'
    const cancelled = 'UID:2\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20260201'
    expect(read(calendar(weekly, moved, cancelled)).closures.map(({ from }) => from)).toEqual(['2026-01-05T00:00', '2026-01-20T00:00'])
  })

  test('is refused when it is none, when nothing in it falls into the next years, and when it would keep the server busy', () => {
    expect(read('hello').refusal).toBe('not_ical')
    expect(read('BEGIN:VCALENDAR\r\nBEGIN:VEVENT').refusal).toBe('not_ical')
    expect(read(calendar()).refusal).toBe('empty')
    expect(read(calendar('UID:1\nDTSTART:20000101T000000Z\nDTEND:20000101T010000Z')).refusal).toBe('empty')
    expect(read(calendar('UID:1\nDTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY')).refusal).toBe('too_often')
    const old = 'DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY'
    expect(read(calendar(`UID:1\n${old}`)).refusal).toBe('too_many')
    const everyDay = Array.from({ length: 12 }, (_, k) => `UID:${k}\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY`)
    expect(read(calendar(...everyDay)).refusal).toBe('too_many')
    expect(read(calendar(...Array.from({ length: 2_001 }, (_, k) => `UID:${k}\nDTSTART;VALUE=DATE:20260101`))).refusal).toBe('too_many')
  })
})

describe('the hours of a shop', () => {
  const week = [
    { day: 6, opens: 540, closes: 780 },
    { day: 6, opens: 960, closes: 1500 },
  ]
  let ctx: TestCtx
  let app: TestApp

  beforeAll(async () => {
    // 1 Farvardin 1405 was a Saturday.
    ctx = await testCtx({ now: new Date('2026-03-21T06:00:00Z') })
    app = await testApp(ctx)
  })

  test('are unknown until somebody says them', async () => {
    expect(await hoursFor(ctx)).toBeNull()
    expect((await app.as('viewer').get('/api/hours')).body).toMatchObject({ isSet: false, isOpen: null, week: [] })
  })

  test('are kept, with the holidays of Iran unless a day of one’s own says otherwise', async () => {
    const answer = await app.as('manager').put('/api/hours', { week, iranian: true })
    expect(answer.body).toMatchObject({ isSet: true, week, iranian: true })
    expect(await openNow()).toBe(false)
    expect((await app.as('manager').put('/api/hours/days/2026-03-21', { closed: false, name: '' })).status).toBe(204)
    expect(await openNow()).toBe(true)
    expect((await app.as('owner').put('/api/hours/days/2026-03-21', { closed: true, name: 'Moving house' })).status).toBe(204)
    expect(await openNow()).toBe(false)
    await app.as('owner').delete('/api/hours/days/2026-03-21')
    await app.as('owner').put('/api/hours', { week, iranian: false })
    expect(await openNow()).toBe(true)
  })

  test('are refused when they overlap, and to whoever may not set them', async () => {
    const overlapping = await app.as('owner').put('/api/hours', { week: [...week, { day: 6, opens: 700, closes: 800 }], iranian: true })
    expect([overlapping.status, overlapping.body.error.code]).toEqual([400, 'workspaces-hours.overlap'])
    expect((await app.as('marketer').put('/api/hours', { week, iranian: true })).status).toBe(403)
    expect((await app.as('owner').put('/api/hours/days/2026-02-30', { closed: true, name: '' })).status).toBe(400)
  })

  test('take calendars in under names, to be replaced and removed; another shop knows nothing of them', async () => {
    const upload = (text: string, fields: Record<string, string>) =>
      app.as('owner').upload('/api/hours/calendars', 'days.ics', text, fields)
    const first = await upload(calendar('UID:1\nSUMMARY:Off\nDTSTART;VALUE=DATE:20270321'), { name: 'Ours', replaces: '' })
    expect(first.status).toBe(200)
    const again = await upload(calendar('UID:1\nDTSTART;VALUE=DATE:20270322'), { name: 'Ours, new', replaces: first.body.id })
    expect(again.body).toEqual(first.body)
    const { calendars } = (await app.as('viewer').get('/api/hours')).body
    expect(calendars).toMatchObject([{ id: first.body.id, name: 'Ours, new', closures: 1 }])
    const other = await app.otherWorkspace()
    expect((await other.as('owner').get('/api/hours')).body.calendars).toEqual([])
    const foreign = await other.as('owner').upload('/api/hours/calendars', 'x.ics', calendar('UID:1\nDTSTART;VALUE=DATE:20270321'), {
      name: 'Mine',
      replaces: first.body.id,
    })
    expect(foreign.status).toBe(404)
    expect((await upload('nonsense', { name: 'X', replaces: '' })).body.error.code).toBe('workspaces-hours.not_ical')
    expect((await upload('x'.repeat(1_100_000), { name: 'X', replaces: '' })).body.error.code).toBe('workspaces-hours.too_large')
    await app.as('owner').delete(`/api/hours/calendars/${first.body.id}`)
    expect((await app.as('viewer').get('/api/hours')).body.calendars).toEqual([])
  })

  test('every refusal of a file has words in both languages', () => {
    for (const language of ['en', 'fa']) {
      const words = JSON.parse(readFileSync(new URL(`../web/hours/${language}.json`, import.meta.url), 'utf8'))
      expect(Object.keys(words.errors)).toEqual(expect.arrayContaining(['not_ical', 'too_many', 'too_often', 'empty']))
    }
  })

  async function openNow(): Promise<boolean | null> {
    const hours = await hoursFor(ctx)
    return hours && isOpenAt(hours, ctx.now.getTime())
  }
})
