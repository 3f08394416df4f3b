import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { MIGRATION_FOLDERS } from '../../app/migrations.ts'
import { emit } from '#core/events'
import { connectClient } from '#core/db'
import { inTransaction } from '#core/context'
import { makeCustomer } from '../../modules/customers/make.ts'
import { freshDatabase } from '#test/database'
import { atEnd, makeWorkspace, testCtx, type TestCtx } from '#test/lab'
import { systemCtx } from '#modules/workspaces'
import { fingerprintOf } from './fingerprint.ts'
import type { BackupHeader } from './format.ts'
import { makeBackup, type BackupWish, type MadeBackup } from './make-backup.ts'
import { readBackup } from './reader.ts'
import { checkBackup, restoreBackup, type RestoreWish } from './restore-backup.ts'
import { beginStaging, finishRestoring, wasRestoring } from './staging.ts'
import { beginBackup } from './writer.ts'

let ctx: TestCtx
let folder: string
let made: MadeBackup

beforeAll(async () => {
  ctx = await testCtx()
  folder = mkdtempSync(join(tmpdir(), 'bazgasht-backup-'))
  mkdirSync(join(folder, 'imports'))
  writeFileSync(join(folder, 'imports', 'orders.csv'), 'id;name\n1;پروین\n')
  writeFileSync(join(folder, 'imports', '.half-written'), 'x')
  const other = systemCtx(ctx.server, await makeWorkspace(ctx.server.db, { name: 'Another shop' }))
  for (const each of [ctx, other]) {
    await inTransaction(each, async (here) => {
      await makeCustomer(here, { name: 'سارا \\ "tab\t" \n line', email: 'sara@example.com' })
    })
  }
  made = await makeBackup(wish('one'))
})

function wish(name: string, over: Partial<BackupWish> = {}): BackupWish {
  return {
    address: ctx.server.address,
    path: join(folder, `${name}.bazgasht`),
    dataFolder: folder,
    version: '1.2.3',
    secret: ctx.server.config.secret,
    keepsSecret: true,
    keepsFiles: true,
    leaveOut: ['auth_sessions'],
    mayReplace: false,
    ...over,
  }
}

const sums = (parts: MadeBackup['parts']) => parts.map(({ name, rows, sha256 }) => [name, rows, sha256])
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; message?: string }) => error.code ?? error.message,
  )

describe('a backup', () => {
  test('holds the rows of every workspace and table, the secret and finished files, for its owner’s eyes only', async () => {
    const { header, parts, checksum } = await readBackup(made.path)
    const rowsOf = (name: string) => parts.find((part) => part.name === name)?.rows
    expect([header.workspaces, rowsOf('workspaces'), rowsOf('customers')]).toEqual([2, 2, 2])
    expect(parts.filter(({ kind }) => kind !== 'table').map(({ name }) => name)).toEqual(['secret', 'imports/orders.csv'])
    expect(checksum).toBe(made.checksum)
    expect(statSync(made.path).mode & 0o777).toBe(0o600)
    const client = await connectClient(ctx.server.address)
    const { rows } = await client.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
    )
    await client.end()
    expect(header.tables.toSorted()).toEqual(rows.map(({ tablename }) => tablename).toSorted())
    expect(header.tables.filter((name) => rowsOf(name) === undefined)).toEqual(['auth_sessions'])
  })

  test('is of one moment, however much is written meanwhile', async () => {
    const writing = { stops: false }
    const write = () => inTransaction(ctx, (here) => emit(here, 'cart.changed', { id: 'x' } as never))
    const writer = async () => {
      while (!writing.stops) await write()
    }
    await write()
    await write()
    const writers = [writer(), writer()]
    const { parts } = await makeBackup(wish('while-writing'))
    writing.stops = true
    await Promise.all(writers)
    const counted = new Map<string, number>()
    let counters = ''
    await readBackup(wish('while-writing').path, {
      part: async ({ name }, chunks) => {
        for await (const chunk of chunks) {
          if (name === 'event_counters') counters += String(chunk)
          if (name === 'events')
            for (const line of String(chunk).trim().split('\n')) counted.set(line.slice(0, 36), (counted.get(line.slice(0, 36)) ?? 0) + 1)
        }
      },
    })
    expect(parts.find(({ name }) => name === 'events')?.rows).toBeGreaterThan(1)
    expect(counters.trim().split('\n').toSorted()).toEqual([...counted].map(([id, count]) => `${id}\t${count}`).toSorted())
  })

  test('never takes the place of another file unasked, and leaves nothing of one that was stopped', async () => {
    const before = readFileSync(made.path)
    expect(await code(makeBackup(wish('one')))).toBe('operations.backup_exists')
    const stop = new AbortController()
    const stopped = makeBackup(wish('stopped'), {
      signal: stop.signal,
      tell: ({ share }) => share > 0.5 && stop.abort(new Error('stopped')),
    })
    await expect(stopped).rejects.toThrow('stopped')
    expect(await code(makeBackup(wish('nowhere/at-all')))).toBe('operations.backup_not_writable')
    expect(readFileSync(made.path).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => /stopped|partial/.test(name))).toEqual([])
  })
})

describe('a file that was harmed', () => {
  const refusals = /^operations\.backup_(?:cut|damaged|damaged_in|foreign|other_format)$/
  let bytes: Buffer
  let count = 0
  const refusal = async (content: Uint8Array) => {
    const path = join(folder, `harmed-${count++ % 4}`)
    writeFileSync(path, content)
    return code(readBackup(path))
  }

  beforeAll(async () => {
    const writer = await beginBackup(join(folder, 'small'), header(), false)
    const rows = async function* () {
      for (let i = 0; i < 40; i++) yield createHash('sha512').update(String(i)).digest()
    }
    await writer.part({ kind: 'secret', name: 'secret', columns: [] }, rows())
    await writer.part({ kind: 'table', name: 'customers', columns: ['id'] }, rows(), () => 40)
    await writer.finish()
    bytes = readFileSync(join(folder, 'small'))
    expect(await refusal(bytes)).toBe('done')
  })

  test('by a single bit is refused, wherever it is', async () => {
    const places = fc.record({ byte: fc.nat(bytes.length - 1), bit: fc.nat(7) })
    await fc.assert(
      fc.asyncProperty(places, async ({ byte, bit }) => {
        const flipped = Buffer.from(bytes)
        flipped[byte] = (flipped[byte] ?? 0) ^ (1 << bit)
        expect(await refusal(flipped)).toMatch(refusals)
      }),
      { numRuns: 300 },
    )
  })

  test('by a cut is refused, at any length', async () => {
    const lengths = fc.nat(bytes.length - 1)
    await fc.assert(
      fc.asyncProperty(lengths, async (length) => {
        expect(await refusal(bytes.subarray(0, length))).toMatch(length < 18 ? /foreign$/ : /cut$/)
      }),
      { numRuns: 60 },
    )
  })

  test('by whatever was put after its end is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (more) => {
        expect(await refusal(Buffer.concat([bytes, more]))).toMatch(refusals)
      }),
      { numRuns: 30 },
    )
    expect(await refusal(Buffer.concat([bytes, bytes]))).toBe('operations.backup_damaged')
  })
})

function header(over: Partial<BackupHeader> = {}): BackupHeader {
  const empty = { migrations: [], workspaces: 1, hasSecret: true, fingerprint: fingerprintOf('x'), hasFiles: false, tables: [] }
  return { version: '9.0.0', at: new Date().toISOString(), postgres: '18.4', ...empty, ...over }
}

test('a file of a newer version is refused by name, and one that another build made', async () => {
  const fileWith = async (name: string, migrations: BackupHeader['migrations']) => {
    const path = join(folder, name)
    await (await beginBackup(path, header({ migrations }), false)).finish()
    return checkBackup(path, MIGRATION_FOLDERS)
  }
  expect(await code(fileWith('newer', [{ name: 'core/9999_tomorrow.sql', checksum: 'x' }]))).toBe('operations.backup_newer')
  expect(await code(fileWith('other', [{ name: 'core/0001_events.sql', checksum: 'x' }]))).toBe('operations.backup_of_other_build')
  expect(await code(fileWith('none', []))).toBe('done')
  writeFileSync(join(folder, 'next-format'), 'Bazgasht backup 2\nwhatever comes')
  expect(await code(readBackup(join(folder, 'next-format')))).toBe('operations.backup_other_format')
})

describe('restoring', () => {
  const into = async (over: Partial<RestoreWish> = {}): Promise<RestoreWish> => ({
    address: ctx.server.address,
    path: made.path,
    dataFolder: mkdtempSync(join(tmpdir(), 'bazgasht-restored-')),
    secret: null,
    keptSecret: null,
    withoutSecret: false,
    migrationFolders: MIGRATION_FOLDERS,
    mayReplace: false,
    staysOld: false,
    ...over,
  })

  test('brings back the same bytes, files and secret, behind the same locks', async () => {
    const { address, drop } = await freshDatabase()
    atEnd(drop)
    const there = await into({ address })
    await restoreBackup(there)
    expect(readFileSync(join(there.dataFolder, 'secret'), 'utf8')).toBe(ctx.server.config.secret)
    expect(readFileSync(join(there.dataFolder, 'imports', 'orders.csv'), 'utf8')).toContain('پروین')
    expect(wasRestoring(there.dataFolder)).toBe(false)
    const again = await makeBackup(wish('again', { address }))
    expect(sums(again.parts)).toEqual(sums(made.parts))
    expect(await shapeOf(address)).toEqual(await shapeOf(ctx.server.address))
  })

  test('leaves a shop alone, a database in use, and whoever has another secret', async () => {
    expect(await code(restoreBackup(await into()))).toBe('operations.restore_in_use')
    expect(await code(restoreBackup(await into({ secret: 'another secret, set from outside, long' })))).toBe(
      'operations.backup_other_secret',
    )
    await makeBackup(wish('without-secret', { keepsSecret: false }))
    const bare = await into({ path: wish('without-secret').path })
    expect(await code(restoreBackup(bare))).toBe('operations.backup_other_secret')
    expect(await code(restoreBackup({ ...bare, keptSecret: ctx.server.config.secret }))).toBe('operations.restore_in_use')
    expect(await code(restoreBackup({ ...bare, withoutSecret: true }))).toBe('operations.restore_in_use')
  })

  test('that was killed puts its files in place when the database was restored, and forgets them when it was not', async () => {
    const client = await connectClient(ctx.server.address)
    const { dataFolder } = await into()
    const killedAs = async (id: string, database: string) => {
      const staging = await beginStaging(dataFolder, id)
      await staging.put({ kind: 'file', name: 'imports/late.csv', columns: [] }, chunksOf(database))
      await staging.settle()
      await client.query(`comment on table migrations is 'restored ${database}'`)
      await finishRestoring(dataFolder, client)
      return [readdirSync(dataFolder), wasRestoring(dataFolder)]
    }
    expect(await killedAs('first', 'another')).toEqual([[], false])
    expect(await killedAs('second', 'second')).toEqual([['imports'], false])
    await client.end()
  })
})

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

/** Everything that migrations made: keys, indexes, guards, rights. */
async function shapeOf(address: RestoreWish['address']): Promise<unknown[]> {
  const client = await connectClient(address)
  const { rows } = await client.query(`
    select 'constraint', conrelid::regclass::text || '.' || conname as name, pg_get_constraintdef(oid) as text from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union all
    select 'guard', relname, concat(relrowsecurity, relforcerowsecurity) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all
    select 'right', table_name, string_agg(privilege_type, ',' order by privilege_type) from information_schema.role_table_grants where table_schema = 'public' group by table_name
    order by 1, 2`)
  await client.end()
  return rows
}
