import { inTransaction, type Ctx } from '#core/context'
import type { SecretResponse } from './api.ts'
import { secretsOf, tell, type Outlet } from './endpoints.ts'
import { lockEndpoint } from './queries.ts'

/** The secret of an endpoint, for who sets up its receiver. Each look at it is written down. */
export async function showSecret(ctx: Ctx, id: string, outlet: Outlet): Promise<SecretResponse> {
  return inTransaction(ctx, async (ctx) => {
    const [secret = ''] = secretsOf(await lockEndpoint(ctx, id), outlet, ctx.now)
    await tell(ctx, id, 'secret shown')
    return { secret }
  })
}
