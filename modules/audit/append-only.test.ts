import { beforeAll, expect, test } from 'vitest'
import { audit } from '#core/audit'
import { dropAudit, purgeAudit } from '#core/audit-purge'
import { inTransaction, type Ctx } from '#core/context'
import { makeWorkspace, testCtx, type TestCtx } from '#test/lab'
import { systemCtx } from '#modules/workspaces'

const DAY = 86_400_000

let ctx: TestCtx

beforeAll(async () => {
  ctx = await testCtx({ now: new Date() })
})

/** A workspace of its own with entries of these ages. */
async function shopWith(...days: readonly number[]): Promise<Ctx> {
  const shop = systemCtx(ctx.server, await makeWorkspace(ctx.server.db))
  for (const each of days)
    await audit({ ...shop, now: new Date(shop.now.getTime() - each * DAY) }, 'settings.changed', { kind: 'workspace', id: null })
  return shop
}

/** How many days old the entries are. */
const agesIn = (shop: Ctx) =>
  inTransaction(shop, async ({ db, now }) => {
    const rows = await db.selectFrom('audit_entries').select('at').where('workspace_id', '=', shop.workspace.id).orderBy('at').execute()
    return rows.map(({ at }) => Math.round((now.getTime() - at.getTime()) / DAY))
  })

const before = (shop: Ctx, days: number) => new Date(shop.now.getTime() - days * DAY)

test('the application cannot change, delete or empty the log, nor after a purge', async () => {
  const shop = await shopWith(400)
  expect(await purgeAudit(shop, before(shop, 300))).toBe(1)
  await audit(shop, 'settings.changed', { kind: 'workspace', id: null })
  for (const statement of ["update audit_entries set action = ''", 'delete from audit_entries', 'truncate audit_entries']) {
    await expect(ctx.server.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
  }
  expect(await agesIn(shop)).toEqual([0])
})

test('a purge deletes what is older than it is told, of its own workspace alone', async () => {
  const [shop, other] = [await shopWith(800, 700, 1), await shopWith(800)]
  expect(await purgeAudit(shop, before(shop, 730))).toBe(1)
  expect(await purgeAudit(shop, before(shop, 730))).toBe(0)
  expect([await agesIn(shop), await agesIn(other)]).toEqual([[700, 1], [800]])
})

test('no purge reaches what is younger than thirty days, whatever it is told', async () => {
  const shop = await shopWith(40, 29, 0)
  await purgeAudit(shop, before(shop, -1))
  expect(await agesIn(shop)).toEqual([29, 0])
})

test('the log of a workspace goes with it, and not before', async () => {
  const shop = await shopWith(40, 5, 0)
  expect(await dropAudit(shop)).toBe(1)
  expect(await agesIn(shop)).toEqual([5, 0])
  await inTransaction(shop, async (shop) => {
    await shop.db.deleteFrom('workspaces').where('id', '=', shop.workspace.id).execute()
    expect(await dropAudit(shop)).toBe(2)
  })
  expect(await agesIn(shop)).toEqual([])
})

test('a purge that fails leaves no right behind', async () => {
  const shop = await shopWith(400)
  const failing = inTransaction(shop, async (shop) => {
    await purgeAudit(shop, before(shop, 300))
    throw new Error('power cut')
  })
  await expect(failing).rejects.toThrow('power cut')
  await expect(ctx.server.pool.query('delete from audit_entries')).rejects.toMatchObject({ code: '42501' })
  expect(await agesIn(shop)).toEqual([400])
})

test('two purges at once do not stumble over each other', async () => {
  const shops = await Promise.all([shopWith(400), shopWith(400), shopWith(400)])
  expect(await Promise.all(shops.map((shop) => purgeAudit(shop, before(shop, 300))))).toEqual([1, 1, 1])
})
