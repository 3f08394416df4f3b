import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrationStatus } from '#core/migration-status'
import { readMigrations } from '#core/migrate'

test('a database is compared with the files: applied, pending, changed, and of a newer program', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'bazgasht-status-')), 'part', 'migrations')
  mkdirSync(folder, { recursive: true })
  for (const name of ['0001_one', '0002_two', '0003_three']) writeFileSync(join(folder, `${name}.sql`), `select '${name}';\n`)
  const [first] = await readMigrations([folder])
  const rows = [
    { name: 'part/0001_one.sql', checksum: first?.checksum ?? '' },
    { name: 'part/0002_two.sql', checksum: 'of another text' },
    { name: 'part/0009_later.sql', checksum: '' },
  ]
  expect(await migrationStatus(async () => ({ rows }), [folder])).toEqual({
    applied: ['part/0001_one.sql'],
    pending: ['part/0003_three.sql'],
    changed: ['part/0002_two.sql'],
    unknown: ['part/0009_later.sql'],
  })
  const none = Object.assign(new Error('no such table'), { code: '42P01' })
  expect((await migrationStatus(() => Promise.reject(none), [folder])).pending).toHaveLength(3)
})
