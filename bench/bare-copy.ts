import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import { connectClient } from '#core/db'
import { addressOf } from '#core/postgres-door'

/**
 * The peer of an import: the same finished rows, from a file through one COPY into a table with the columns, primary key, unique constraint
 * and indexes of `orders`. No row-level security, no foreign key, no check of what a row means; the file and its rows' order are ready.
 */
export async function measureBareCopy(dataFolder: string): Promise<{ readonly rows: number; readonly ms: number }> {
  const file = join(dataFolder, 'orders.copy')
  const client = await connectClient({ ...addressOf(join(dataFolder, 'postgres'), 'postgres'), database: 'bazgasht' })
  try {
    await pipeline(client.query(to('copy orders to stdout')), createWriteStream(file, { highWaterMark: 1 << 20 }))
    await client.query('create table bench_orders (like orders including defaults including indexes)')
    await client.query('checkpoint')
    const began = performance.now()
    const copy = client.query(from('copy bench_orders from stdin'))
    await pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), copy)
    const ms = performance.now() - began
    await client.query('drop table bench_orders')
    return { rows: copy.rowCount, ms }
  } finally {
    await client.end()
    await rm(file, { force: true })
  }
}
