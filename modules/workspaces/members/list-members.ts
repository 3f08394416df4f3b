import type { Ctx } from '#core/context'
import type { RightsOf } from '../roles/domain.ts'
import type { MemberDetails } from './api.ts'
import { refusalToGo } from './domain.ts'
import { actingAmong, ownersAmong, readMembers } from './queries.ts'

/** Everybody who works here, as those see them who look after members. */
export async function listMemberDetails(ctx: Ctx, rightsOf: RightsOf): Promise<MemberDetails[]> {
  const members = await readMembers(ctx, rightsOf)
  const acting = actingAmong(ctx, members, 'members:manage')
  const owners = ownersAmong(members)
  const more = await signsOf(
    ctx,
    members.map(({ userId }) => userId),
  )
  return members.map((member) => ({
    id: member.userId,
    name: member.name,
    email: member.email,
    role: member.role,
    roleName: member.roleName,
    joinedAt: member.joinedAt.toISOString(),
    seenAt: more.get(member.userId)?.seenAt?.toISOString() ?? null,
    hasSecondFactor: more.get(member.userId)?.hasSecondFactor ?? false,
    refusal: refusalToGo(acting, member, owners),
  }))
}

interface Signs {
  readonly seenAt: Date | null
  readonly hasSecondFactor: boolean
}

/** When each was last seen, and whether they take a second step at sign-in. */
async function signsOf(ctx: Ctx, userIds: readonly string[]): Promise<ReadonlyMap<string, Signs>> {
  if (userIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('auth_users as u')
    .leftJoin('auth_second_factors as f', 'f.user_id', 'u.id')
    .select(['u.id', 'f.confirmed_at'])
    .select((row) =>
      row
        .selectFrom('auth_sessions as s')
        .select((session) => session.fn.max('s.updated_at').as('seen'))
        .whereRef('s.user_id', '=', 'u.id')
        .as('seen_at'),
    )
    .where('u.id', 'in', userIds)
    .execute()
  return new Map(rows.map((row) => [row.id, { seenAt: row.seen_at, hasSecondFactor: row.confirmed_at !== null }]))
}
