import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { Invitation } from './api.ts'
import type { InvitationStanding } from './domain.ts'

/** An invitation as it is kept. */
export interface KeptInvitation extends InvitationStanding {
  readonly id: string
  readonly role: string
  readonly roleName: string | null
  /** What the workspace's own role lets do; null for roles of ours. */
  readonly listed: readonly string[] | null
  readonly language: 'fa' | 'en'
  readonly invitedBy: string | null
  readonly inviterName: string | null
  readonly invitedAt: Date
  readonly mailedAt: Date | null
}

/** Invitations that nobody has taken or revoked, newest first. */
export async function pendingInvitations(ctx: Ctx): Promise<KeptInvitation[]> {
  const rows = await select(ctx).where('i.used_at', 'is', null).where('i.revoked_at', 'is', null).limit(1000).execute()
  return rows.map(kept)
}

/** One invitation; refuses what is not there. */
export async function invitationFor(ctx: Ctx, id: string): Promise<KeptInvitation> {
  const row = await select(ctx).where('i.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('workspaces.invitation_unknown')
  return kept(row)
}

/** The invitation of this link; undefined when there is none. */
export async function invitationOf(ctx: Ctx, tokenHash: string): Promise<KeptInvitation | undefined> {
  const row = await select(ctx).where('i.token_hash', '=', tokenHash).executeTakeFirst()
  return row && kept(row)
}

/** An invitation as the page of members shows it. */
export function shown(ctx: Ctx, invitation: KeptInvitation): Invitation {
  const { id, email, role, roleName, inviterName, invitedAt, expiresAt, mailedAt } = invitation
  return {
    id,
    email,
    role,
    roleName,
    invitedBy: inviterName,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: expiresAt <= ctx.now,
    mailedAt: mailedAt?.toISOString() ?? null,
  }
}

function select(ctx: Ctx) {
  return ctx.db
    .selectFrom('workspaces_invitations as i')
    .leftJoin('workspaces_roles as r', (join) => join.onRef('r.workspace_id', '=', 'i.workspace_id').onRef('r.id', '=', 'i.role'))
    .leftJoin('auth_users as u', 'u.id', 'i.invited_by')
    .selectAll('i')
    .select(['r.name as role_name', 'r.permissions as listed', 'u.name as inviter_name'])
    .where('i.workspace_id', '=', ctx.workspace.id)
    .orderBy('i.invited_at', 'desc')
    .orderBy('i.id', 'desc')
}

function kept(row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): KeptInvitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    roleName: row.role_name,
    listed: row.listed,
    language: row.language,
    invitedBy: row.invited_by,
    inviterName: row.inviter_name,
    invitedAt: row.invited_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
    mailedAt: row.mailed_at,
  }
}
