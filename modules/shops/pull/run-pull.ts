import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, type Ctx } from '#core/context'
import type { Server } from '#core/server'
import { systemCtx, workspaceById } from '#modules/workspaces'
import { PULL_STAGES, PullStage, type PullStage as Stage } from '../api.ts'
import { pageWait } from '../domain-retry.ts'
import { shopFor, type Shop } from '../queries.ts'
import { noteHealth } from '../show-health.ts'
import { refusalOf } from '../work-deliveries.ts'
import { claimPull, settlePull } from './claim-pull.ts'
import { nudgePull } from './control.ts'
import type { Pull } from './queries.ts'
import { clientOf, type ShopClient } from './shop-client.ts'
import { takePage } from './take-page.ts'

type Runner = Pick<Server, 'db' | 'jobs' | 'files' | 'holdings' | 'log' | 'config'>

/** Waits no longer than this are waited out; longer ones are left to a nudge. */
const SHORT_SECONDS = 5

/** Asks a shop for what is left of its pull, page by page, until it is over, paused or has to wait. Each page and its place are written at once. */
export async function runPull(server: Runner, workspaceId: string, shopId: string): Promise<void> {
  const workspace = await workspaceById(server.db, workspaceId)
  if (!workspace) return
  const ctx = systemCtx(server, workspace)
  const worker = randomUUID()
  let pull = await claimPull(ctx, shopId, worker)
  if (!pull) return
  const shop = await inTransaction(ctx, (ctx) => shopFor(ctx, shopId))
  // One for the whole pull: it keeps the shop's token, and how long it has to wait.
  const opened = opening(server, shop)
  while (pull) pull = await step(server, { ...ctx, now: new Date() }, shop, { pull, client: opened })
}

interface Work {
  readonly pull: Pull
  readonly client: () => ShopClient
}

/** Opens the shop's interface when it is first needed, so that what is wrong with its keys is told like any other failure. */
function opening(server: Runner, shop: Shop): () => ShopClient {
  let client: ShopClient | null = null
  return () => (client ??= clientOf(server.config, shop))
}

/** One page; gives the pull as it stands then, or null when there is nothing more to do now. */
async function step(server: Runner, ctx: Ctx, shop: Shop, { pull, client }: Work): Promise<Pull | null> {
  const stage = PullStage.parse(pull.stage)
  try {
    const page = await client().page({ stage, cursor: pull.cursor, since: pull.since, attempts: pull.attempts })
    const next = page.next === null ? stageAfter(pull, stage) : stage
    return await takePage(server, ctx, shop, { pull, page, next })
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal.code === 'shops.unexpected') server.log.error({ err: error, shop: shop.id }, 'pull failed')
    const asked = typeof refusal.details.seconds === 'number' ? refusal.details.seconds : null
    const wait = pageWait(refusal.code, pull.attempts + 1, asked)
    if (wait === null) await noteHealth(ctx, shop, { refusal, isFailing: true })
    const settled = await settlePull(ctx, pull, { refusal, wait: wait === null ? null : { seconds: wait, stays: wait <= SHORT_SECONDS } })
    if (wait === null || settled === null) return null
    if (wait > SHORT_SECONDS) {
      await inTransaction(ctx, (ctx) => nudgePull(ctx, shop.id, wait))
      return null
    }
    await sleep(wait * 1000)
    return settled
  }
}

/** What is asked for next; null when all is done. What was missed is asked for among orders alone: they bring their buyers along. */
function stageAfter({ kind }: Pull, stage: Stage): Stage | null {
  if (kind === 'missed') return null
  return PULL_STAGES[PULL_STAGES.indexOf(stage) + 1] ?? null
}
