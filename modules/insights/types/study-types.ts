import { inTransaction, type Ctx } from '#core/context'
import { findBook } from '#modules/orders'
import { marginNow, readJudgement } from '../scores/settings.ts'
import { alikeCounter } from './domain-alike.ts'
import { thresholdsOf } from './domain-types.ts'
import { judgeBuyers, type Judging } from './judge-buyers.ts'
import { writePart } from './parts.ts'
import { dropTypes, writeTypes } from './write-types.ts'
import { studyFew } from '../why/study.ts'
import type { Names, StudiedCustomer, StudyFold } from '../why/domain-studied.ts'

/** The fold of a study that types everybody, and what is to be done after it. */
export interface TypesStudy {
  readonly fold: StudyFold
  readonly finish: (names: Names) => Promise<void>
}

/** A study of how everybody buys. Rows are written while it goes on; `ctx` is outside of the study's transaction. */
export async function beginTypes(ctx: Ctx): Promise<TypesStudy> {
  const judging = await inTransaction(ctx, judgingNow)
  const alike = alikeCounter()
  let waiting: StudiedCustomer[] = []
  return {
    fold: {
      take: (customer) => waiting.push(customer),
      settle: async (names) => {
        const customers = waiting
        waiting = []
        const rows = await inTransaction(ctx, async (ctx) => {
          const rows = await judgeBuyers(ctx, customers, names, judging)
          await writeTypes(ctx, rows, names)
          return rows
        })
        customers.forEach((customer, k) => {
          const row = rows[k]
          if (row) alike.add(customer, row.type, row.buying.firstCategory)
        })
      },
    },
    finish: (names) =>
      inTransaction({ ...ctx, now: new Date() }, async (ctx) => {
        await dropTypes(ctx, 'all')
        await writePart(ctx, 'alike', alike.result(names))
      }),
  }
}

/** Types these customers (roots) anew, from their orders as they are now; whoever has none left has no row. */
export async function typeFew(ctx: Ctx, customerIds: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { customers, names } = await studyFew(ctx, customerIds)
    await writeTypes(ctx, await judgeBuyers(ctx, customers, names, await judgingNow(ctx)), names)
    await dropTypes(ctx, customerIds)
  })
}

async function judgingNow(ctx: Ctx): Promise<Judging> {
  const judgement = await readJudgement(ctx)
  const { share } = await marginNow(ctx, judgement)
  return { asOfDay: (await findBook(ctx))?.lastDay ?? 0, shopMargin: share, thresholds: thresholdsOf(judgement.thresholds) }
}
