import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { mayContact } from '#modules/consent'
import { dayOf } from '#pure/zone'
import { addressesOf } from './addresses.ts'
import type { ProfileResponse } from './api.ts'
import { buyersFor, consumersOf } from './consumers.ts'
import { nextStepsOf } from './domain-next-steps.ts'
import { patienceDays, stageOf } from './domain-stage.ts'
import { familyFor } from './family.ts'
import { paymentsOf } from './payments.ts'
import { rememberedDatesOf } from './remembered-dates.ts'
import { stageClock } from './stages.ts'

/** What this module knows about one customer: stage and why, payments, addresses, consumers, days to remember, and what might be done next. */
export async function showProfile(ctx: Ctx, customerId: string): Promise<ProfileResponse> {
  const family = await familyFor(ctx, customerId)
  const standing = await standingOf(ctx, family)
  const clock = await stageClock(ctx)
  const payments = ctx.actor.can.has('orders:read') ? await paymentsOf(ctx, family) : null
  const facts = { purchases: standing.purchases ?? 0, firstDay: standing.first_day, lastDay: standing.last_day }
  const stage = clock ? stageOf(facts, clock) : 'prospect'
  const silenceDays = clock && facts.lastDay !== null ? clock.asOfDay - facts.lastDay : null
  return {
    stage,
    stageSince: standing.stage === stage ? (standing.since?.toISOString() ?? null) : null,
    rule: {
      asOfDay: clock?.asOfDay ?? null,
      windowDays: clock?.windowDays ?? null,
      silenceDays,
      patienceDays: clock && patienceDays(facts, clock),
    },
    payments,
    addresses: await addressesOf(ctx, family),
    consumers: await consumersOf(ctx, family),
    buyers: await buyersFor(ctx, family),
    dates: await rememberedDatesOf(ctx, family),
    nextSteps: nextStepsOf({
      stage,
      silenceDays,
      lookAlike: standing.like_id === null ? null : { count: standing.likes, otherId: standing.like_id },
      overdue: payments?.overdue ?? 0,
      hasContact: standing.phone !== null || standing.email !== null || standing.erased_at !== null,
      newsletterAsked: await newsletterAsked(ctx, standing.email === null ? null : family[0]),
      birthday: standing.birthday && standing.birthday_calendar ? { date: standing.birthday, calendar: standing.birthday_calendar } : null,
      today: dayOf(ctx.now.getTime(), ctx.workspace.timeZone),
    }),
  }
}

/** Whether newsletters by e-mail were ever spoken of; null for whoever cannot be written to or asked about. */
async function newsletterAsked(ctx: Ctx, customerId: string | null): Promise<boolean | null> {
  if (customerId === null || !ctx.actor.can.has('consent:read')) return null
  const { reason } = await mayContact(ctx, customerId, 'email', 'newsletter')
  return reason !== 'silent'
}

interface Standing {
  readonly phone: string | null
  readonly email: string | null
  readonly birthday: string | null
  readonly birthday_calendar: 'gregorian' | 'persian' | null
  readonly erased_at: Date | null
  readonly purchases: number | null
  readonly first_day: number | null
  readonly last_day: number | null
  readonly stage: string | null
  readonly since: Date | null
  readonly likes: number
  readonly like_id: string | null
}

async function standingOf(ctx: Ctx, family: readonly string[]): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select c.phone, c.email, c.birthday, c.birthday_calendar, c.erased_at, s.purchases, s.first_day, s.last_day, p.stage, p.since,
           alike.likes, alike.like_id
    from customers c
    left join customers_summaries s on s.workspace_id = c.workspace_id and s.customer_id = c.id
    left join profiles_stages p on p.workspace_id = c.workspace_id and p.customer_id = c.id
    cross join lateral (
      select count(*)::int as likes,
             (array_agg(case when g.one_id = any(${family}::uuid[]) then g.other_id else g.one_id end order by g.score desc, g.id))[1] as like_id
      from customers_suggestions g
      where g.workspace_id = ${ctx.workspace.id} and g.state = 'open'
        and (g.one_id = any(${family}::uuid[]) or g.other_id = any(${family}::uuid[]))
    ) alike
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${family[0]}`.execute(ctx.db)
  const [standing] = rows
  if (!standing) throw new Error('a family has a root')
  return standing
}
