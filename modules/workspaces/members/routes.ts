import { routes, type Routes } from '#core/http'
import { unauthenticated } from '#core/errors'
import { MembersResponse } from '../api.ts'
import { listColleagues } from '../queries.ts'
import type { RightsOf } from '../roles/domain.ts'
import { BelongingsResponse, DepartureRequest, MemberDetailsResponse, MemberParams, MemberRoleRequest, SuccessorQuery } from './api.ts'
import { belongingsOf } from './belongings.ts'
import { changeMemberRole } from './change-role.ts'
import { listMemberDetails } from './list-members.ts'
import { memberAmong, readMembers } from './queries.ts'
import { leaveWorkspace, removeMember } from './remove-member.ts'

/** Who works here, and as what. */
export function membersRoutes(rightsOf: RightsOf): Routes {
  const members = routes('workspaces')
  addLeaving(members, rightsOf)

  members.get('/', {
    summary: 'Who works here',
    may: 'workspaces:read',
    gives: MembersResponse,
    run: async ({ ctx }) => ({ rows: await listColleagues(ctx) }),
  })

  members.get('/details', {
    summary: 'Who works here, with e-mail, last visit and second factor',
    may: 'members:manage',
    gives: MemberDetailsResponse,
    run: async ({ ctx }) => ({ rows: await listMemberDetails(ctx, rightsOf) }),
  })

  members.put('/:id/role', {
    summary: 'Gives a member another role',
    may: 'members:manage',
    params: MemberParams,
    body: MemberRoleRequest,
    gives: 204,
    run: ({ ctx, params, body }) => changeMemberRole(ctx, params.id, body.role, rightsOf),
    example: { body: { role: 'agent' } },
  })

  members.get('/:id/belongings', {
    summary: 'What a member is in charge of, and what becomes of it when they go',
    may: 'members:manage',
    params: MemberParams,
    gives: BelongingsResponse,
    run: async ({ ctx, params }) => {
      const { userId } = memberAmong(await readMembers(ctx, rightsOf), params.id)
      return { rows: await belongingsOf(ctx, userId) }
    },
  })

  members.delete('/:id', {
    summary: 'Takes a member out of the workspace; the successor gets what they were in charge of',
    may: 'members:manage',
    params: MemberParams,
    query: SuccessorQuery,
    gives: 204,
    run: ({ ctx, params, query }) => removeMember(ctx, params.id, query.successor ?? null, rightsOf),
  })

  return members
}

/** What each member does by themselves. */
function addLeaving(members: Routes, rightsOf: RightsOf): void {
  members.get('/own-belongings', {
    summary: 'What the member who asks is in charge of',
    may: 'workspaces:read',
    screensOnly: true,
    gives: BelongingsResponse,
    run: async ({ ctx }) => {
      if (ctx.actor.userId === null) throw unauthenticated()
      return { rows: await belongingsOf(ctx, ctx.actor.userId) }
    },
  })

  members.post('/departure', {
    summary: 'The member who asks leaves the workspace',
    may: 'workspaces:read',
    screensOnly: true,
    body: DepartureRequest,
    gives: 204,
    run: ({ ctx, body }) => leaveWorkspace(ctx, body.successor, rightsOf),
  })
}
