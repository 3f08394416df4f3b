import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { copyIn, copyOut, copyText } from '#core/copy'
import { normalise } from '#pure/text'

/**
 * Writes the fields that the temporary table `customers_rewritten (customer_id, name, phone, email, country, external_id)` holds, and the
 * search text that follows from them. Drops the table.
 */
export async function rewriteSearch(ctx: Ctx): Promise<void> {
  await sql`create temp table customers_searches (customer_id uuid not null, search text not null) on commit drop`.execute(ctx.db)
  const texts: string[] = []
  for await (const line of linesOf(
    await copyOut(ctx.db, `copy (select customer_id, concat_ws(' ', name, external_id, phone, email) from customers_rewritten) to stdout`),
  )) {
    const [id = '', text = ''] = line.split('\t')
    texts.push(`${id}\t${copyText(normalise(text.replace(/\\[nrt\\]/g, ' ')))}\n`)
  }
  await copyIn(ctx.db, 'copy customers_searches (customer_id, search) from stdin', texts)
  await sql`analyze customers_rewritten`.execute(ctx.db)
  await sql`
    update customers c
    set name = r.name, phone = r.phone, email = r.email, country = r.country, external_id = r.external_id, search = s.search
    from customers_rewritten r
    join customers_searches s on s.customer_id = r.customer_id
    where c.workspace_id = ${ctx.workspace.id} and c.id = r.customer_id`.execute(ctx.db)
  await sql`drop table customers_rewritten, customers_searches`.execute(ctx.db)
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
