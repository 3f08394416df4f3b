import { readMigrations } from '#core/migrate'

/** How a database stands to the migrations of this program. */
export interface MigrationStatus {
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  /** Applied by a newer program. */
  readonly unknown: readonly string[]
  /** Applied, and changed afterwards. */
  readonly changed: readonly string[]
}

/** Compares without changing anything; a database without the register has everything before it. `query` is pg's. */
export async function migrationStatus(query: Query, folders: readonly string[]): Promise<MigrationStatus> {
  const migrations = await readMigrations(folders)
  const rows = await registered(query)
  const checksums = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const ours = new Set(migrations.map(({ name }) => name))
  const known = migrations.filter(({ name }) => checksums.has(name))
  return {
    applied: known.filter(({ name, checksum }) => checksums.get(name) === checksum).map(({ name }) => name),
    pending: migrations.filter(({ name }) => !checksums.has(name)).map(({ name }) => name),
    unknown: rows.map(({ name }) => name).filter((name) => !ours.has(name)),
    changed: known.filter(({ name, checksum }) => checksums.get(name) !== checksum).map(({ name }) => name),
  }
}

type Query = (text: string) => Promise<{ readonly rows: readonly { readonly name: string; readonly checksum: string }[] }>

const NO_TABLE = '42P01'

async function registered(query: Query): Promise<readonly { readonly name: string; readonly checksum: string }[]> {
  try {
    return (await query('select name, checksum from migrations order by applied_at, name')).rows
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NO_TABLE) return []
    throw error
  }
}
