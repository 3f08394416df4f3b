import { beforeAll, describe, expect, test } from 'vitest'
import { makeCustomer } from '../customers/make.ts'
import { mergeCustomers } from '#modules/customers'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx()
  app = await testApp(ctx)
})

const shown = async (id: string) => (await app.as('owner').get(`/api/customers/${id}`)).body
const profileOf = async (id: string) => (await app.as('owner').get(`/api/customers/${id}/profile`)).body

describe('fields', () => {
  test('are changed one by one, and it stays known who changed what', async () => {
    const { id } = await makeCustomer(ctx, { name: 'Sara' })
    const birthday = { date: '--01-29', calendar: 'persian' }
    expect((await app.as('agent').put(`/api/customers/${id}/fields`, { fields: { city: 'Shiraz', birthday } })).status).toBe(204)
    expect(await shown(id)).toMatchObject({ name: 'Sara', city: 'Shiraz', birthday })
    const { rows } = (await app.as('owner').get(`/api/customers/${id}/edits?field=city`)).body
    expect(rows).toMatchObject([{ field: 'city', before: null, after: 'Shiraz', by: 'The agent', isMember: true }])
  })

  test('of two edits at once both stay', async () => {
    const { id } = await makeCustomer(ctx, { name: 'Sara' })
    const put = (fields: object) => app.as('agent').put(`/api/customers/${id}/fields`, { fields })
    await Promise.all([put({ city: 'Tabriz' }), put({ acquisition: 'referral' }), put({ kind: 'business' })])
    expect(await shown(id)).toMatchObject({ city: 'Tabriz', acquisition: 'referral', kind: 'business' })
  })

  test('refuse a day that no year has, and a member who is none', async () => {
    const { id } = await makeCustomer(ctx)
    const put = (fields: object) => app.as('agent').put(`/api/customers/${id}/fields`, { fields })
    expect((await put({ birthday: { date: '1403-07-31', calendar: 'persian' } })).body.error.code).toBe('profiles.no_such_day')
    expect((await put({ birthday: { date: '--12-30', calendar: 'persian' } })).status).toBe(204)
    expect((await put({ ownerId: 'nobody' })).body.error.code).toBe('profiles.no_such_member')
  })
})

describe('attributes', () => {
  test('take values of their type only, and filter lists', async () => {
    const owner = app.as('owner')
    const size = { key: 'size', type: 'number', nameFa: 'اندازه', nameEn: null, description: null, choices: [] }
    expect((await owner.post('/api/attributes', size)).status).toBe(204)
    expect((await owner.post('/api/attributes', size)).body.error.code).toBe('profiles.attribute_exists')
    const { id } = await makeCustomer(ctx, { name: 'Big' })
    const put = (value: unknown) => owner.put(`/api/customers/${id}/fields`, { attributes: { size: value } })
    expect((await put('large')).body.error.code).toBe('profiles.not_a_number')
    expect((await put(42.5)).status).toBe(204)
    const filter = encodeURIComponent(JSON.stringify({ field: 'attribute.size', op: 'at_least', value: 42 }))
    expect((await owner.get(`/api/customers?filter=${filter}`)).body.rows.map((row: { id: string }) => row.id)).toEqual([id])
  })

  test('of an unknown key are refused', async () => {
    const { id } = await makeCustomer(ctx)
    const answer = await app.as('owner').put(`/api/customers/${id}/fields`, { attributes: { colour: 'red' } })
    expect(answer.body.error).toMatchObject({ code: 'profiles.attribute_unknown', details: { key: 'colour' } })
  })

  test('keep their values while they are archived, and lists do not break on what else stands there', async () => {
    const owner = app.as('owner')
    const words = { nameFa: null, nameEn: 'Since', description: null, choices: [] }
    await owner.post('/api/attributes', { ...words, key: 'since', type: 'date' })
    const { id } = await makeCustomer(ctx, { name: 'Old friend' })
    await owner.put(`/api/customers/${id}/fields`, { attributes: { since: '2020-02-29' } })
    const odd = await makeCustomer(ctx, { name: 'Odd' })
    await ctx.db.updateTable('customers').set({ attributes: '{"since":"soon","size":"x"}' }).where('id', '=', odd.id).execute()
    const filter = encodeURIComponent(JSON.stringify({ field: 'attribute.since', op: 'before', value: '2021-01-01' }))
    expect((await owner.get(`/api/customers?filter=${filter}`)).body.total).toBe(1)
    await owner.put('/api/attributes/since', { ...words, archived: true })
    expect((await owner.put(`/api/customers/${id}/fields`, { attributes: { since: null } })).body.error.code).toBe(
      'profiles.attribute_unknown',
    )
    expect((await shown(id)).attributes).toEqual({ since: '2020-02-29' })
  })
})

describe('contacts', () => {
  test('the first phone is the primary one; another can be made it; the last one taken leaves none', async () => {
    const { id } = await makeCustomer(ctx, { name: 'Reza' })
    const add = (value: string) => app.as('agent').post(`/api/customers/${id}/identifiers`, { kind: 'phone', value })
    await add('0912 111 2233')
    await add('۰۹۱۲۱۱۱۴۴۵۵')
    const phones = async () => (await shown(id)).identifiers.filter((each: { kind: string }) => each.kind === 'phone')
    const [first, second] = await phones()
    expect([first, second]).toMatchObject([
      { value: '+989121112233', isPrimary: true },
      { value: '+989121114455', isPrimary: false },
    ])
    await app.as('agent').put(`/api/customers/${id}/identifiers/${second.id}/primary`)
    await app.as('agent').put(`/api/customers/${id}/identifiers/${second.id}/verified`)
    expect((await shown(id)).phone).toBe('+989121114455')
    await app.as('agent').delete(`/api/customers/${id}/identifiers/${second.id}`)
    expect((await shown(id)).phone).toBe('+989121112233')
    await app.as('agent').delete(`/api/customers/${id}/identifiers/${first.id}`)
    expect(await shown(id)).toMatchObject({ phone: null })
    expect(await phones()).toEqual([])
  })

  test('one that somebody else has is taken down, and says whose it is', async () => {
    const one = await makeCustomer(ctx, { name: 'One' })
    const other = await makeCustomer(ctx, { name: 'Other' })
    const add = (id: string) => app.as('agent').post(`/api/customers/${id}/identifiers`, { kind: 'email', value: 'Same@Example.com' })
    expect((await add(one.id)).body.alsoOf).toBeNull()
    expect((await add(other.id)).body.alsoOf).toEqual({ id: one.id, name: 'One' })
  })

  test('verified on both sides makes two customers one person', async () => {
    const one = await makeCustomer(ctx, { name: 'Mina' })
    const other = await makeCustomer(ctx, { name: 'Mina K.' })
    const verify = async ({ id }: { readonly id: string }) => {
      await app.as('agent').post(`/api/customers/${id}/identifiers`, { kind: 'phone', value: '09125556677' })
      const [phone] = (await shown(id)).identifiers
      expect((await app.as('agent').put(`/api/customers/${id}/identifiers/${phone.id}/verified`)).status).toBe(204)
    }
    await verify(one)
    expect((await shown(one.id)).profileIds).toEqual([one.id])
    await verify(other)
    expect((await shown(other.id)).profileIds).toEqual([one.id, other.id])
  })

  test('are shown in part to whoever may not write to customers', async () => {
    const { id } = await makeCustomer(ctx, { name: 'Nima' })
    await app.as('owner').post(`/api/customers/${id}/identifiers`, { kind: 'phone', value: '09121234567' })
    await app.as('owner').post(`/api/customers/${id}/identifiers`, { kind: 'email', value: 'nima@example.com' })
    const { body } = await app.as('marketer').get(`/api/customers/${id}`)
    expect(body).toMatchObject({ isMasked: true, email: 'n•••@example.com' })
    expect(JSON.stringify(body)).not.toMatch(/1234567|nima@/)
    const edits = await app.as('marketer').get(`/api/customers/${id}/edits`)
    expect(JSON.stringify(edits.body)).not.toMatch(/1234567|nima@/)
    expect(await shown(id)).toMatchObject({ isMasked: false, email: 'nima@example.com' })
  })

  test('something that is none is refused', async () => {
    const { id } = await makeCustomer(ctx)
    const answer = await app.as('agent').post(`/api/customers/${id}/identifiers`, { kind: 'email', value: 'not an address' })
    expect(answer.body.error.code).toBe('profiles.not_a_email')
  })
})

describe('notes', () => {
  test('name colleagues, who find them; only their writer changes them', async () => {
    const { id } = await makeCustomer(ctx)
    const agent = app.as('agent')
    const { rows } = (await agent.get('/api/members')).body
    const owner = rows.find((each: { role: string }) => each.role === 'owner')
    const note = (await agent.post(`/api/customers/${id}/notes`, { text: 'Likes jasmine', mentions: [owner.id] })).body
    expect((await app.as('owner').get('/api/notes/mentions')).body.rows).toMatchObject([{ id: note.id, text: 'Likes jasmine' }])
    const change = { text: 'Likes roses', mentions: [] }
    expect((await app.as('owner').put(`/api/customers/${id}/notes/${note.id}`, change)).body.error.code).toBe('profiles.note_of_another')
    expect((await agent.put(`/api/customers/${id}/notes/${note.id}`, change)).status).toBe(204)
    expect((await app.as('owner').get('/api/notes/mentions')).body.rows).toEqual([])
    expect((await agent.delete(`/api/customers/${id}/notes/${note.id}`)).status).toBe(204)
    expect((await agent.get(`/api/customers/${id}/notes`)).body.rows).toEqual([])
  })
})

describe('addresses, consumers and days to remember', () => {
  const address = {
    label: null,
    lines: '12 Rose Street',
    city: 'Shiraz',
    region: null,
    postalCode: null,
    country: 'Iran',
    isPrimary: false,
  }

  test('a person has one primary address, however many are made it at once', async () => {
    const { id } = await makeCustomer(ctx)
    const add = (over: object) => app.as('agent').post(`/api/customers/${id}/addresses`, { ...address, ...over })
    await add({})
    expect((await profileOf(id)).addresses).toMatchObject([{ isPrimary: true }])
    await Promise.all([add({ isPrimary: true }), add({ isPrimary: true }), add({ isPrimary: true })])
    const { addresses } = await profileOf(id)
    expect(addresses.map((each: { isPrimary: boolean }) => each.isPrimary)).toEqual([true, false, false, false])
    const [first] = addresses
    expect((await app.as('agent').delete(`/api/customers/${id}/addresses/${first.id}`)).status).toBe(204)
    expect((await app.as('agent').delete(`/api/customers/${id}/addresses/${first.id}`)).status).toBe(404)
  })

  test('two with a similar name at the same address may be one person; neighbours with other names are not', async () => {
    const [one, two, other] = [
      await makeCustomer(ctx, { name: 'Mahsa Karimi' }),
      await makeCustomer(ctx, { name: 'Karimi Mahsa' }),
      await makeCustomer(ctx, { name: 'Bijan Rad' }),
    ]
    const live = (id: string, lines: string) => app.as('agent').post(`/api/customers/${id}/addresses`, { ...address, lines })
    await live(one.id, 'خیابان بهار، پلاک ۱۲۰')
    await live(other.id, 'خيابان بهار پلاک 120')
    const { body } = await live(two.id, 'یک نشانی دیگر ۵')
    const { rows: none } = (await app.as('agent').get(`/api/customers/suggestions?customerId=${two.id}`)).body
    expect(none).toEqual([])
    const moved = { ...address, lines: 'خيابان بهار - پلاک 120' }
    await Promise.all([1, 2].map(() => app.as('agent').put(`/api/customers/${two.id}/addresses/${body.id}`, moved)))
    const { rows } = (await app.as('agent').get(`/api/customers/suggestions?customerId=${two.id}`)).body
    expect(rows).toHaveLength(1)
    expect(rows[0].evidence.map((each: { kind: string }) => each.kind).toSorted()).toEqual(['address', 'name'])
    expect(new Set([rows[0].one.id, rows[0].other.id])).toEqual(new Set([one.id, two.id]))
  })

  test('a consumer may be a customer too, of this workspace', async () => {
    const { id } = await makeCustomer(ctx)
    const child = await makeCustomer(ctx, { name: 'Ava' })
    const birthday = { date: '1399-12-30', calendar: 'persian' }
    const consumer = { name: 'Ava', relation: 'daughter', birthday, note: null, asCustomerId: child.id }
    const made = await app.as('agent').post(`/api/customers/${id}/consumers`, consumer)
    expect((await profileOf(id)).consumers).toEqual([{ ...consumer, id: made.body.id, asCustomerName: 'Ava' }])
    expect((await profileOf(child.id)).buyers).toEqual([{ id, name: 'Sara', relation: 'daughter' }])
    const elsewhere = { ...consumer, asCustomerId: '00000000-0000-7000-8000-000000000000' }
    expect((await app.as('agent').put(`/api/customers/${id}/consumers/${made.body.id}`, elsewhere)).status).toBe(404)
    const date = { label: 'Wedding', date: '2015-05-01', calendar: 'gregorian' }
    const day = (await app.as('agent').post(`/api/customers/${id}/dates`, date)).body
    expect((await profileOf(id)).dates).toEqual([{ ...date, id: day.id }])
  })

  test('what was written for a profile is read with its family, and by the old address', async () => {
    const survivor = await makeCustomer(ctx, { name: 'Kian' })
    const absorbed = await makeCustomer(ctx, { name: 'Kian R.' })
    await app.as('agent').post(`/api/customers/${absorbed.id}/addresses`, address)
    await mergeCustomers(ctx, { survivorId: survivor.id, absorbedId: absorbed.id, reason: 'chosen', evidence: [] })
    expect((await profileOf(survivor.id)).addresses).toHaveLength(1)
    expect((await shown(absorbed.id)).id).toBe(survivor.id)
  })
})

test('nobody reaches a customer of another workspace, by any of the routes', async () => {
  const { id } = await makeCustomer(ctx)
  const stranger = (await app.otherWorkspace()).as('owner')
  const paths = ['', '/profile', '/timeline', '/edits', '/notes']
  for (const path of paths) expect([path, (await stranger.get(`/api/customers/${id}${path}`)).status]).toEqual([path, 404])
  const writes = [
    await stranger.put(`/api/customers/${id}/fields`, { fields: { city: 'X' } }),
    await stranger.post(`/api/customers/${id}/notes`, { text: 'X' }),
    await stranger.post(`/api/customers/${id}/identifiers`, { kind: 'phone', value: '09121112233' }),
    await stranger.post(`/api/customers/${id}/dates`, { label: 'X', date: '--01-01', calendar: 'persian' }),
  ]
  expect(writes.map(({ status }) => status)).toEqual([404, 404, 404, 404])
})

test('a full profile that is opened again and again is one view in the audit log', async () => {
  const { id } = await makeCustomer(ctx)
  await app.as('agent').get(`/api/customers/${id}`)
  await app.as('agent').get(`/api/customers/${id}`)
  await app.as('manager').get(`/api/customers/${id}`)
  const entries = await ctx.db.selectFrom('audit_entries').select('action').where('subject_id', '=', id).execute()
  expect(entries).toEqual([{ action: 'customer.viewed' }, { action: 'customer.viewed' }])
})
