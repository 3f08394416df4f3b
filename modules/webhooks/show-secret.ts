import type { Ctx } from '#core/context'
import type { SecretResponse } from './api.ts'
import { secretsOf, type Outlet } from './endpoints.ts'
import { lockEndpoint } from './queries.ts'

/** The secret of an endpoint, for who sets up its receiver. */
export async function showSecret(ctx: Ctx, id: string, outlet: Outlet): Promise<SecretResponse> {
  const [secret = ''] = secretsOf(await lockEndpoint(ctx, id), outlet, ctx.now)
  return { secret }
}
