import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery } from 'kysely'
import { from, to } from 'pg-copy-streams'
import type { Db } from '#core/db'

/** The bytes of `copy (…) to stdout`, on the connection of the caller's transaction. Read it to its end before the next query. */
export async function copyOut(db: Db, text: string): Promise<Readable> {
  const stream = to(text)
  await submit(db, stream)
  return stream
}

/**
 * Sends chunks to `copy … from stdin`, on the connection of the caller's transaction, and gives back how many rows they were.
 * PostgreSQL refuses COPY into tables with row-level security: fill a temporary table and insert from there.
 */
export async function copyIn(db: Db, text: string, chunks: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<number> {
  const stream = from(text)
  await submit(db, stream)
  await pipeline(Readable.from(chunks), stream)
  return stream.rowCount
}

/** Kysely hands a query's text to pg's `client.query` as it is, which takes a stream there as well; it has no way of its own to COPY. */
async function submit(db: Db, stream: object): Promise<void> {
  if (!db.isTransaction) throw new Error('COPY needs the connection of a transaction')
  await db.executeQuery(Object.assign({ ...CompiledQuery.raw('') }, { sql: stream }))
}

/** A value of COPY's text format. */
export function copyText(value: string | number | bigint | null): string {
  if (value === null) return '\\N'
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : String(value)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
