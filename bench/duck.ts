import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'

const FOLDER = join(import.meta.dirname, 'duckdb')

/** A question over a table `orders (customer uuid, day integer, month integer, amount bigint)`, one row a purchase, days and months as the product counts them. */
export interface DuckQuestion {
  readonly name: string
  readonly sql: string
}

const DuckAnswers = z.object({
  loadMs: z.number(),
  answers: z.record(z.string(), z.object({ ms: z.number(), rows: z.array(z.record(z.string(), z.unknown())) })),
})
export type DuckAnswers = z.infer<typeof DuckAnswers>

/** DuckDB's answers over the purchases of a CSV file (customer, day, amount), each with the median time of several runs, in a process of its own with all cores. */
export async function askDuck(orders: string, questions: readonly DuckQuestion[], runs = 3): Promise<DuckAnswers> {
  if (!existsSync(join(FOLDER, 'node_modules'))) await install()
  const child = spawn(process.execPath, [join(FOLDER, 'answer.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ orders, runs, questions }))
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return DuckAnswers.parse(JSON.parse(said))
}

/** Nobody but the bench needs DuckDB, which is 70 MB: it is fetched when first asked. */
async function install(): Promise<void> {
  console.log('Fetching DuckDB …')
  const npm = spawn('npm', ['install', '--no-package-lock', '--loglevel=error', '--prefix', FOLDER], { stdio: 'inherit' })
  const [code] = await once(npm, 'exit')
  if (code !== 0) throw new Error('DuckDB could not be fetched')
}
