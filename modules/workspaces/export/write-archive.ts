import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { copyOut } from '#core/copy'
import type { Db } from '#core/db'
import { programVersion } from '#core/version'
import { zipInto, type Zip } from '#core/zip'
import { scopedTables, type ScopedTable } from '../scoped-tables.ts'
import { KEPT_BACK, readmeText, type Manifest, type TableSaid } from './domain.ts'

/** How far an export has come. */
export interface Progress {
  readonly tables_all: number
  readonly tables_done: number
  readonly rows_all: number
  readonly rows_done: number
}

/** Hears of it twice a second or so; false stops the work. */
type Tell = (progress: Progress) => Promise<boolean>

/**
 * Writes everything of the context's workspace into a file, all of one moment, in bounded memory: one transaction reads, table by table, by COPY. Gives the
 * size; null when it was stopped.
 */
export function writeArchive(ctx: Ctx, file: FileHandle, tell: Tell): Promise<number | null> {
  const zip = zipInto(file, ctx.now)
  return inTransaction(
    ctx,
    async (ctx) => {
      const tables = (await scopedTables(ctx.db)).toSorted((a, b) => (a.name < b.name ? -1 : 1))
      const progress = { tables_all: tables.length, tables_done: 0, rows_all: await countRows(ctx, tables), rows_done: 0 }
      const said: TableSaid[] = []
      for (const table of [
        ...EXTRA,
        ...tables.map((table) => ({ name: table.name, file: `tables/${table.name}.jsonl`, query: rowsOf(table) })),
      ]) {
        const told = throttled(async (rows) => tell({ ...progress, rows_done: progress.rows_done + rows }))
        const written = await writeTable(ctx, zip, table, told)
        if (!written) return null
        said.push(written)
        if (table.file.startsWith('tables/')) {
          progress.tables_done += 1
          progress.rows_done += written.rows
        }
      }
      await zip.add('README.txt', [Buffer.from(readmeText(ctx.workspace.name))])
      await zip.add('manifest.json', [Buffer.from(JSON.stringify(manifestOf(ctx, said), null, 2))])
      const bytes = await zip.finish()
      return (await tell(progress)) ? bytes : null
    },
    'repeatable read',
  )
}

interface Source {
  readonly name: string
  readonly file: string
  /** SQL of the rows, in which `$workspace` stands for the id. */
  readonly query: string
}

/** The workspace's own row, and the people whose ids stand everywhere. */
const EXTRA: readonly Source[] = [
  { name: 'workspaces', file: 'workspace.jsonl', query: 'select * from workspaces where id = $workspace' },
  {
    name: 'people',
    file: 'people.jsonl',
    query:
      'select u.id, u.name, u.email, m.role, m.joined_at from workspaces_members m join auth_users u on u.id = m.user_id where m.workspace_id = $workspace',
  },
]

/** All columns but those that are kept back; generated ones too, which is how the table reads. */
function rowsOf({ name, columns }: ScopedTable): string {
  const back = new Set(KEPT_BACK[name])
  const list = columns.map((column) => (back.has(column) ? `null as "${column}"` : `"${column}"`)).join(', ')
  return `select ${list} from "${name}" where workspace_id = $workspace`
}

async function countRows(ctx: Ctx, tables: readonly ScopedTable[]): Promise<number> {
  let all = 0
  for (const { name } of tables) {
    const { rows } = await sql<{ count: bigint }>`select count(*) from ${sql.table(name)} where workspace_id = ${ctx.workspace.id}`.execute(
      ctx.db,
    )
    all += Number(rows[0]?.count ?? 0)
  }
  return all
}

/** JSON never holds these characters as they are, so that lines come out of COPY untouched. */
const LINES = "with (format csv, quote e'\\x01', delimiter e'\\x02')"

async function writeTable(
  ctx: Ctx,
  zip: Zip,
  { name, file, query }: Source,
  told: (rows: number) => Promise<boolean>,
): Promise<TableSaid | null> {
  const hash = createHash('sha256')
  let rows = 0
  let goesOn = true
  const text = query.replaceAll('$workspace', `'${ctx.workspace.id}'`)
  const stream = await copyLines(ctx.db, text)
  async function* lines() {
    // To the end even when stopped: the connection is free again only then.
    for await (const chunk of stream) {
      if (!goesOn || !Buffer.isBuffer(chunk)) continue
      hash.update(chunk)
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1
      goesOn = await told(rows)
      yield chunk
    }
  }
  const bytes = await zip.add(file, lines())
  return goesOn ? { name, file, rows, bytes, sha256: hash.digest('hex') } : null
}

function copyLines(db: Db, query: string) {
  return copyOut(db, `copy (select row_to_json(t)::text from (${query}) as t) to stdout ${LINES}`)
}

const EVERY_MS = 500

function throttled(tell: (rows: number) => Promise<boolean>): (rows: number) => Promise<boolean> {
  let last = performance.now()
  return async (rows) => {
    if (performance.now() - last < EVERY_MS) return true
    last = performance.now()
    return tell(rows)
  }
}

function manifestOf({ workspace, now }: Ctx, tables: readonly TableSaid[]): Manifest {
  const { id, name } = workspace
  return {
    format: 1,
    product: 'Bazgasht',
    version: programVersion(),
    workspace: { id, name },
    at: now.toISOString(),
    tables,
    keptBack: KEPT_BACK,
  }
}
