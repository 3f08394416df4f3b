import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { rootsOf } from '#modules/customers'
import { stageClock } from '#modules/profiles'
import { marginNow, readJudgement } from '../scores/settings.ts'
import { GroupName, type PersonalAnswers } from './api.ts'
import { PARTS, type Part } from './domain-parts.ts'
import { rfmRanges, type RfmCuts } from './domain-rfm.ts'
import { evidenceOf, thresholdsOf, TYPES, type BehaviourType, type TypeFacts, type TypeThresholds } from './domain-types.ts'
import { readPart } from './parts.ts'
import { readCuts } from './read-cuts.ts'

/** What is known and expected of one customer, with what it rests on. An id that was merged away leads to the customer that it belongs to now. */
export async function showAnswers(ctx: Ctx, customerId: string): Promise<PersonalAnswers> {
  const root = (await rootsOf(ctx, [customerId])).get(customerId)
  if (root === undefined) throw notFound('customers.not_found')
  const known = await knownOf(ctx, root)
  const judgement = await readJudgement(ctx)
  const { share, source } = await marginNow(ctx, judgement)
  const asOfDay = (await stageClock(ctx))?.asOfDay ?? null
  return {
    asOfDay,
    purchases: known.purchases ?? 0,
    type: typeAnswer(known, thresholdsOf(judgement.thresholds)),
    value: { revenue: textOf(known.revenue), margin: textOf(known.margin) },
    margin: { share, source },
    expected: expectedAnswer(known),
    rfm: rfmAnswer(known, asOfDay, await readCuts(ctx)),
    alike: (known.purchases ?? 0) === 0 ? null : alikeAnswer(known, await readPart(ctx, 'alike', PARTS.alike)),
  }
}

/** A customer's summary, type and scores; all null where there is no row. */
interface Known {
  readonly purchases: number | null
  readonly revenue: bigint | null
  readonly last_day: number | null
  /** Purchases when the type was found; null before the first study. */
  readonly studied: number | null
  readonly type: BehaviourType | null
  readonly discounted: number | null
  readonly variety: number | null
  readonly repeated: number | null
  readonly irregularity: number | null
  readonly visits: number | null
  readonly visits_without: number | null
  readonly margin: bigint | null
  readonly first_category: string | null
  readonly is_scored: boolean
  readonly p_alive: number | null
  readonly expected_30: number | null
  readonly expected_90: number | null
  readonly expected_365: number | null
  readonly next_day: number | null
  readonly next_low: number | null
  readonly next_high: number | null
  readonly mean_spend: bigint | null
  readonly expected_value: bigint | null
  readonly r: number | null
  readonly f: number | null
  readonly m: number | null
  readonly rfm_group: string | null
}

async function knownOf(ctx: Ctx, root: string): Promise<Known> {
  const { rows } = await sql<Known>`
    select s.purchases, s.revenue, s.last_day, k.purchases as studied, k.type, k.discounted, k.variety, k.repeated, k.irregularity,
           k.visits, k.visits_without, k.margin, k.first_category, e.customer_id is not null as is_scored, e.p_alive, e.expected_30,
           e.expected_90, e.expected_365, e.next_day, e.next_low, e.next_high, e.mean_spend, e.expected_value, e.r, e.f, e.m, e.rfm_group
    from customers c
    left join customers_summaries s on s.workspace_id = ${ctx.workspace.id} and s.customer_id = c.id
    left join insights_types k on k.workspace_id = ${ctx.workspace.id} and k.customer_id = c.id
    left join insights_scores e on e.workspace_id = ${ctx.workspace.id} and e.customer_id = c.id
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${root}`.execute(ctx.db)
  const [known] = rows
  if (!known) throw notFound('customers.not_found')
  return known
}

/** The checks of the type; of every type where none holds, so that it can be seen what is missing. */
function typeAnswer(known: Known, thresholds: TypeThresholds): PersonalAnswers['type'] {
  const { studied, type, discounted, variety, repeated, irregularity, visits, visits_without } = known
  if (studied === null) return null
  const facts: TypeFacts = {
    purchases: studied,
    discounted,
    variety,
    repeated,
    irregularity,
    visits: visits ?? 0,
    visitsWithout: visits_without ?? 0,
  }
  const shown = type === null ? TYPES : [type]
  return { type, evidence: shown.map((each) => ({ type: each, checks: evidenceOf(facts, each, thresholds) })) }
}

function expectedAnswer(known: Known): PersonalAnswers['expected'] {
  if (!known.is_scored) return null
  return {
    alive: known.p_alive,
    purchases30: known.expected_30,
    purchases90: known.expected_90,
    purchases365: known.expected_365,
    nextDay: known.next_day,
    nextLow: known.next_low,
    nextHigh: known.next_high,
    meanSpend: textOf(known.mean_spend),
    value: textOf(known.expected_value),
  }
}

function rfmAnswer({ r, f, m, rfm_group, last_day }: Known, asOfDay: number | null, cuts: RfmCuts | null): PersonalAnswers['rfm'] {
  const group = GroupName.safeParse(rfm_group)
  if (r === null || f === null || last_day === null || asOfDay === null || !group.success) return null
  return { r, f, m, group: group.data, silenceDays: Math.max(0, asOfDay - last_day), ranges: cuts && rfmRanges(cuts) }
}

/** Of the same type; else of those who began with the same category; else of everybody. */
function alikeAnswer({ type, first_category }: Known, alike: Part<'alike'> | null): PersonalAnswers['alike'] {
  const ofType = type === null ? undefined : alike?.types[type]
  if (type !== null && ofType) return { by: 'type', name: type, ...ofType }
  const ofCategory = first_category === null ? undefined : alike?.categories[first_category]
  if (ofCategory) return { by: 'category', name: first_category, ...ofCategory }
  return alike?.all ? { by: 'all', name: null, ...alike.all } : null
}

function textOf(amount: bigint | null): string | null {
  return amount === null ? null : String(amount)
}
