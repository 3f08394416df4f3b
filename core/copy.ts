import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery, type RawBuilder } from 'kysely'
import pg from 'pg'
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

/**
 * A query's text with its parameters written into it: COPY takes none. They are read as parameters of no stated type are, by what they are compared with.
 */
export function withLiterals(db: Db, query: RawBuilder<unknown>): string {
  const { sql, parameters } = query.compile(db)
  return sql.replaceAll(QUOTED_OR_PLACE, (found, place) => (place === undefined ? found : literalOf(parameters[Number(place) - 1])))
}

/** Text and names in quotes, where a dollar is a dollar, or the place of a parameter. */
const QUOTED_OR_PLACE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\d+)/g

function literalOf(value: unknown): string {
  return value === null || value === undefined ? 'null' : pg.escapeLiteral(plainText(value))
}

function plainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(elementOf).join(',')}}`
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value)
}

function elementOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return Array.isArray(value) ? plainText(value) : `"${plainText(value).replaceAll(/["\\]/g, '\\$&')}"`
}

/** A value of COPY's text format. */
export function copyText(value: string | number | bigint | null): string {
  if (value === null) return '\\N'
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : String(value)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
