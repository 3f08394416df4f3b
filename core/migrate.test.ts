import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectClient } from '#core/db'
import { migrate } from '#core/migrate'
import { atEnd, testServer } from '#test/lab'

test('migrations are applied once, in the order of their folders and numbers', async () => {
  const { client, folder } = await emptyDatabase()
  const [first, second] = [
    folder('a', { '0002_b.sql': 'alter table a add b int', '0001_a.sql': 'create table a ()' }),
    folder('b', { '0001_c.sql': 'alter table a add c int' }),
  ]
  expect(await migrate(client, [first, second])).toEqual(['a/0001_a.sql', 'a/0002_b.sql', 'b/0001_c.sql'])
  expect(await migrate(client, [first, second])).toEqual([])
})

test('two processes that start at once apply each migration once', async () => {
  const { client, folder, another } = await emptyDatabase()
  const folders = [folder('a', { '0001_a.sql': 'create table a ()', '0002_b.sql': 'create table b ()' })]
  const applied = await Promise.all([migrate(client, folders), migrate(await another(), folders)])
  expect(applied.flat().toSorted()).toEqual(['a/0001_a.sql', 'a/0002_b.sql'])
})

test('what comes before an upgrade happens once, with others waiting; not at a first start, nor when there is nothing to upgrade', async () => {
  const { client, folder, another } = await emptyDatabase()
  const old = { '0001_a.sql': 'create table a ()' }
  const [then, now] = [folder('a', old), folder('a', { ...old, '0002_b.sql': 'create table b ()', '0003_c.sql': 'create table c ()' })]
  const happened: string[] = []
  const before = (who: string) => async () => void happened.push(who)
  await migrate(client, [then], before('first start'))
  await migrate(client, [then], before('nothing new'))
  await Promise.all([migrate(client, [now], before('upgrade')), migrate(await another(), [now], before('upgrade'))])
  expect(happened).toEqual(['upgrade'])
  const later = folder('a', {
    '0001_a.sql': old['0001_a.sql'],
    '0002_b.sql': 'create table b ()',
    '0003_c.sql': 'create table c ()',
    '0004_d.sql': 'create table d ()',
  })
  await expect(migrate(client, [later], () => Promise.reject(new Error('no space')))).rejects.toThrow('no space')
  expect((await client.query(`select to_regclass('d') as d`)).rows).toEqual([{ d: null }])
})

test('a migration that fails leaves nothing behind', async () => {
  const { client, folder } = await emptyDatabase()
  const broken = folder('a', { '0001_a.sql': 'create table a (); create table a ()' })
  await expect(migrate(client, [broken])).rejects.toThrow('already exists')
  expect((await client.query(`select to_regclass('a') as a`)).rows).toEqual([{ a: null }])
})

test('a database that is newer than the program is refused', async () => {
  const { client, folder } = await emptyDatabase()
  await migrate(client, [folder('a', { '0001_a.sql': 'create table a ()' })])
  await expect(migrate(client, [folder('b', { '0001_b.sql': 'create table b ()' })])).rejects.toMatchObject({
    code: 'core.database_too_new',
  })
})

test('a migration that changed after it was applied is refused', async () => {
  const { client, folder } = await emptyDatabase()
  await migrate(client, [folder('a', { '0001_a.sql': 'create table a ()' })])
  await expect(migrate(client, [folder('a', { '0001_a.sql': 'create table a (b int)' })])).rejects.toMatchObject({
    code: 'core.migration_changed',
  })
})

/** A schema of its own stands for a database; folders of migrations are written to a temporary place. */
async function emptyDatabase() {
  const { address } = await testServer()
  const another = async () => {
    const client = await connectClient(address)
    atEnd(() => client.end())
    await client.query('create schema if not exists empty')
    await client.query('set search_path = empty')
    return client
  }
  const folder = (owner: string, files: Record<string, string>) => {
    const path = join(mkdtempSync(join(tmpdir(), 'bazgasht-migrations-')), owner, 'migrations')
    mkdirSync(path, { recursive: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
    return path
  }
  return { client: await another(), another, folder }
}
