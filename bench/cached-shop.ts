import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateShop, type Shop } from './generate.ts'

/** A tenth as many customers as orders: 1 M with 10 M. */
const ORDERS_PER_CUSTOMER = 10

/** The shop of this size as a CSV file, made once and kept in the system's temporary folder. */
export async function cachedShop(orders: number): Promise<Shop & { readonly path: string }> {
  const path = join(tmpdir(), `bazgasht-bench-${orders}.csv`)
  const about = `${path}.json`
  if (!existsSync(about)) {
    const unfinished = `${path}.${process.pid}`
    const shop = await generateShop(unfinished, { orders, customers: Math.ceil(orders / ORDERS_PER_CUSTOMER) })
    await rename(unfinished, path)
    await writeFile(about, JSON.stringify(shop))
  }
  const { customers, orders: written } = JSON.parse(await readFile(about, 'utf8'))
  return { path, customers, orders: written }
}
