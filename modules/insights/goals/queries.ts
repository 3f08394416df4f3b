import type { Selectable } from 'kysely'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import { listColleagues } from '#modules/workspaces'
import { isoOfDay } from '#pure/calendar'
import { GoalMeasure } from './api.ts'
import type { GoalResponse, GoalsResponse } from './api.ts'
import { historyOf, standingOf } from './domain.ts'
import type { Goal, Standing } from './domain.ts'
import type { Figures } from './domain-figures.ts'
import { loadFigures } from './figures.ts'
import type { GoalsTables } from './tables.ts'

type GoalRow = Selectable<GoalsTables['insights_goals']>

/** A goal as it is kept, with its id. */
export interface KeptGoal extends Goal {
  readonly id: string
}

/** How many days of a goal's progress are shown. */
const POINTS = 40

/** Goals in use or, when asked for, those put away; those that are due first stand first. */
export async function listGoals(ctx: Ctx, archived: boolean): Promise<GoalsResponse> {
  const rows = await ctx.db
    .selectFrom('insights_goals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('archived_at', archived ? 'is not' : 'is', null)
    .orderBy('due_day')
    .orderBy('id')
    .execute()
  const figures = await loadFigures(
    ctx,
    rows.map((row) => goalOf(row).measure),
  )
  const names = new Map((await listColleagues(ctx)).map(({ id, name }) => [id, name]))
  return {
    asOf: figures === null ? null : isoOfDay(figures.asOfDay),
    currency: ctx.workspace.currency,
    goals: rows.map((row) => goalResponse(row, figures, names)),
  }
}

/** How the goals in use stand, those that are due first standing first; fewer steps than the list takes. */
export async function goalsNow(ctx: Ctx): Promise<(KeptGoal & Standing)[]> {
  const rows = await ctx.db
    .selectFrom('insights_goals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('archived_at', 'is', null)
    .orderBy('due_day')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const goals = rows.map(goalOf)
  const figures = await loadFigures(
    ctx,
    goals.map(({ measure }) => measure),
  )
  return goals.map((goal) => ({ ...goal, ...(figures === null ? UNKNOWN : standingOf(figures, goal)) }))
}

/** The goal, held until the transaction ends; "not found" for one that is missing and for one of another workspace alike. */
export async function lockGoal(ctx: Ctx, id: string): Promise<KeptGoal> {
  const row = await ctx.db
    .selectFrom('insights_goals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('insights.goal_not_found')
  return goalOf(row)
}

/** Goals that are in use and were not reached so far. */
export async function openGoals(ctx: Ctx): Promise<KeptGoal[]> {
  const rows = await ctx.db
    .selectFrom('insights_goals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('archived_at', 'is', null)
    .where('reached_day', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(goalOf)
}

function goalOf(row: GoalRow): KeptGoal {
  return {
    id: row.id,
    measure: GoalMeasure.parse(row.measure),
    target: row.target,
    startDay: row.start_day,
    dueDay: row.due_day,
    startValue: row.start_value,
    reachedDay: row.reached_day,
  }
}

function goalResponse(row: GoalRow, figures: Figures | null, names: ReadonlyMap<string, string>): GoalResponse {
  const goal = goalOf(row)
  const standing = figures === null ? UNKNOWN : standingOf(figures, goal)
  const { reachedDay } = standing
  return {
    id: row.id,
    measure: goal.measure,
    target: goal.target,
    startDay: isoOfDay(goal.startDay),
    dueDay: isoOfDay(goal.dueDay),
    startValue: goal.startValue,
    ownerId: row.owner_id,
    ownerName: row.owner_id === null ? null : (names.get(row.owner_id) ?? null),
    note: row.note,
    value: standing.value,
    share: standing.share,
    state: standing.state,
    projected: standing.projected,
    method: standing.method,
    reachedDay: reachedDay === null ? null : isoOfDay(reachedDay),
    history: figures === null ? [] : historyOf(figures, goal, POINTS).map(({ day, value }) => ({ day: isoOfDay(day), value })),
    archivedAt: row.archived_at?.toISOString() ?? null,
  }
}

const UNKNOWN = { value: null, share: null, state: 'early', projected: null, method: null, reachedDay: null } as const
