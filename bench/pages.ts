import { setTimeout as wait } from 'node:timers/promises'
import { memoryOf, postgresTree, type Memory } from './memory.ts'
import { PAGES } from './page-list.ts'
import { measure, withServer, type Measured, type Reader } from './served.ts'
import { table } from './table.ts'

/** What is read to be measured. */
export interface Page {
  readonly name: string
  /** What the 99th percentile is held to; in brackets where it is only an aim. */
  readonly limit: string
  /** What is read one after the other and counted together; rounds take turns, so that not the same rows are read again and again. */
  readonly rounds: (read: Reader) => Promise<readonly (readonly string[])[]>
}

export interface MeasuredPage extends Measured {
  readonly name: string
  readonly limit: string
}

export interface MeasuredPages {
  /** Null where the system does not say. */
  readonly idle: { readonly node: Memory; readonly postgres: Memory } | null
  readonly pages: readonly MeasuredPage[]
}

/** Long enough for what a start sets going to come to rest. */
const REST = 10_000

/** Which pages are read, and how often. */
export interface Reading {
  readonly reads: number
  /** Only pages whose name contains it. */
  readonly named: string
}

/** Starts the product on the data folder, lets it rest, and reads each page `reads` times, as a signed-in owner, one call after the other. */
export function measurePages(dataFolder: string, reading: Reading): Promise<MeasuredPages> {
  return withServer(dataFolder, async ({ pid, read }) => {
    await wait(REST)
    return { idle: await idleMemory(pid, dataFolder), pages: await readPages(read, PAGES, reading) }
  })
}

/** Reads each page, one after the other. */
export async function readPages(read: Reader, pages: readonly Page[], { reads, named }: Reading): Promise<MeasuredPage[]> {
  const measured: MeasuredPage[] = []
  for (const { name, limit, rounds } of pages.filter(({ name }) => name.includes(named)))
    measured.push({ name, limit, ...(await measure(read, await rounds(read), reads)) })
  return measured
}

/** What reading them took, beside the limits. */
export function pagesTable(pages: readonly MeasuredPage[]): string {
  return table(
    ['Pages, ms a call, one after the other', 'median', 'p99', 'limit of p99', 'calls', 'kB'],
    pages.map(({ name, median, p99, limit, calls, bytes }) => [
      name,
      median.toFixed(1),
      p99.toFixed(1),
      limit,
      String(calls),
      (bytes / 1024).toFixed(0),
    ]),
  )
}

async function idleMemory(pid: number, dataFolder: string): Promise<MeasuredPages['idle']> {
  const node = await memoryOf([pid])
  const postgres = await memoryOf(await postgresTree(dataFolder))
  return node && postgres ? { node, postgres } : null
}
