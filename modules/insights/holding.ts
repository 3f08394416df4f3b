import type { Ctx } from '#core/context'
import type { Erased, Holding } from '#core/holdings'
import { INSIGHTS_BELONGINGS } from './belongings.ts'
import { eraseScores, tellScores } from './scores/personal-data.ts'
import { SCORE_COLUMNS, SCORE_FILTERS } from './scores/score-fields.ts'
import { COHORT_FILTER } from './time/cohort-field.ts'
import { TYPE_COLUMN, TYPE_FILTERS } from './types/filters.ts'
import { WHY_FILTERS } from './why/filters.ts'
import { eraseTypes, tellTypes } from './types/personal-data.ts'

/** What this module keeps about customers: figures that follow from purchases, and are worked out again for whoever they belong to. */
export const insightsHolding: Holding = {
  module: 'insights',
  filters: [...SCORE_FILTERS, ...TYPE_FILTERS, ...WHY_FILTERS, COHORT_FILTER],
  columnsOf: async () => [...SCORE_COLUMNS, TYPE_COLUMN],
  tell: async (ctx, family) => ({ ...(await tellTypes(ctx, family)), ...(await tellScores(ctx, family)) }),
  erase: eraseAll,
  belongings: INSIGHTS_BELONGINGS,
}

async function eraseAll(ctx: Ctx, family: readonly string[]): Promise<Erased> {
  const erased = [await eraseTypes(ctx, family), await eraseScores(ctx, family)]
  return {
    deleted: Object.assign({}, ...erased.map(({ deleted }) => deleted)),
    anonymised: Object.assign({}, ...erased.map(({ anonymised }) => anonymised)),
  }
}
