import type { Ctx } from '#core/context'
import { unauthenticated } from '#core/errors'
import type { SecondFactorResponse } from './api.ts'
import { backupCodesLeft, factorOf, requiredBy } from './queries.ts'

/** How the signed-in person's second step stands. */
export async function showSecondFactor({ db, actor: { userId } }: Ctx): Promise<SecondFactorResponse> {
  if (!userId) throw unauthenticated()
  const factor = await factorOf(db, userId)
  return {
    isOn: factor !== undefined,
    since: factor?.since.toISOString() ?? null,
    backupCodesLeft: await backupCodesLeft(db, userId),
    requiredBy: await requiredBy(db, userId),
  }
}
