import type { Ctx } from '#core/context'
import type { ListColumn } from '#core/holdings'
import { maySee } from './compile.ts'

type Values = Readonly<Record<string, string | number | boolean>>

/** Columns of other modules that the actor may see. */
export async function columnsOfHoldings(ctx: Ctx): Promise<ListColumn[]> {
  const held = await Promise.all(ctx.holdings.map(async ({ columnsOf }) => (await columnsOf?.(ctx)) ?? []))
  return held.flat().filter(({ may }) => maySee(ctx, may))
}

/** Values of the columns with these names, by customer; a column that is unknown, or not for the actor, gives nothing. */
export async function moreColumns(ctx: Ctx, names: readonly string[], ids: readonly string[]): Promise<ReadonlyMap<string, Values>> {
  if (names.length === 0 || ids.length === 0) return new Map()
  const columns = (await columnsOfHoldings(ctx)).filter(({ name }) => names.includes(name))
  const read: [string, ReadonlyMap<string, string | number | boolean>][] = []
  for (const { name, read: valuesOf } of columns) read.push([name, await valuesOf(ctx, ids)])
  return new Map(ids.map((id) => [id, Object.fromEntries(read.flatMap(([name, values]) => entryOf(name, values.get(id))))]))
}

function entryOf(name: string, value: string | number | boolean | undefined): [string, string | number | boolean][] {
  return value === undefined ? [] : [[name, value]]
}
