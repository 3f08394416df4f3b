import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { inTransaction, type Ctx } from '#core/context'
import { copyOut } from '#core/copy'
import { findBook } from '#modules/orders'
import { below, listIn, parsed } from './answers.ts'
import { askDuck } from './duck.ts'
import { sharedQuestions, type Fifth, type SharedQuestion } from './duck-questions.ts'
import type { Served } from './served.ts'
import { count, table } from './table.ts'

/** One question that both answered alike. */
interface Compared {
  readonly name: string
  /** Medians, in ms: the product's over HTTP, to the last byte; DuckDB's in its own process, rows read. */
  readonly ours: number
  readonly theirs: number
  /** How many numbers are the same. */
  readonly numbers: number
}

const RUNS = 5

/** Asks the product and DuckDB the same over the same purchases. A difference ends the bench. */
export async function askBoth(ctx: Ctx, { read, post }: Served): Promise<readonly Compared[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bazgasht-duck-'))
  try {
    const purchases = join(folder, 'purchases.csv')
    await dump(ctx, purchases)
    const book = await inTransaction(ctx, findBook)
    const kinds = parsed(await read('/api/insights/customers'))
    const questions = sharedQuestions({
      windowDays: book?.windowDays ?? 0,
      asOfDay: book?.lastDay ?? 0,
      weekStart: ctx.workspace.weekStart,
      fifths: { silence: fifthsIn(kinds, 'r'), purchases: fifthsIn(kinds, 'f') },
    })
    const ours: { ms: number; answer: unknown }[] = []
    for (const { path, body } of questions) ours.push(await answered(() => (body ? post(path, body) : read(path))))
    const { answers } = await askDuck(purchases, questions, RUNS)
    return questions.map((question, k) => {
      const { ms, rows } = answers[question.name] ?? { ms: 0, rows: [] }
      const numbers = agreed(question, question.ours(ours[k]?.answer), question.theirs(rows))
      return { name: question.name, ours: ours[k]?.ms ?? 0, theirs: ms, numbers }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The purchases as the product has them: customer, local day since 1970-01-01, minor units. */
async function dump(ctx: Ctx, file: string): Promise<void> {
  const { id, timeZone } = ctx.workspace
  const query = sql`
    copy (
      select o.customer_id, (o.ordered_at at time zone ${sql.lit(timeZone)})::date - date '1970-01-01', coalesce(o.total, 0)
      from orders o where o.workspace_id = ${sql.lit(id)} and o.kind = 'purchase'
    ) to stdout (format csv)`.compile(ctx.db).sql
  await inTransaction(ctx, async (ctx) => pipeline(await copyOut(ctx.db, query), createWriteStream(file)))
}

function fifthsIn(kinds: unknown, name: 'r' | 'f'): Fifth[] {
  const end = (value: unknown) => (typeof value === 'number' ? value : null)
  return listIn(kinds, 'rfm', 'ranges', name).map((range) => ({
    score: Number(below(range, 'score')),
    least: end(below(range, 'least')),
    most: end(below(range, 'most')),
  }))
}

/** The answer and the median time of several, the first not counted. */
async function answered(ask: () => Promise<{ ms: number; body: Buffer }>): Promise<{ ms: number; answer: unknown }> {
  const first = await ask()
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) times.push((await ask()).ms)
  return { ms: times.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0, answer: parsed(first) }
}

/** How many numbers are the same; the first that is not ends the bench. Shares may differ by what doubles lose. */
function agreed({ name }: SharedQuestion, ours: readonly number[], theirs: readonly number[]): number {
  const same = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
  const at = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, k) => k).find((k) => !same(ours[k], theirs[k]))
  if (ours.length === 0) throw new Error(`${name}: there is no answer`)
  if (at === undefined) return ours.length
  const near = (list: readonly number[]) => list.slice(Math.max(0, at - 4), at + 3).join(', ')
  throw new Error(
    `${name}: number ${at} of ${ours.length} is ${ours[at]}, DuckDB says ${theirs[at]} (${theirs.length} numbers)\n${near(ours)}\n${near(theirs)}`,
  )
}

/** Both beside each other. */
export function comparedTable(compared: readonly Compared[]): string {
  return table(
    ['The same question, median ms', 'Bazgasht', 'DuckDB', 'equal numbers'],
    compared.map(({ name, ours, theirs, numbers }) => [name, ours.toFixed(1), theirs.toFixed(1), count(numbers)]),
  )
}
