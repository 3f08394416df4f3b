import { canMail } from '#core/account-letters'
import type { Workspace } from '#core/context'
import { routes, type Routes } from '#core/http'
import { giveCookies } from '#core/open-session'
import type { RightsOf } from '../roles/domain.ts'
import {
  AcceptanceRequest,
  AcceptanceResponse,
  InvitationLink,
  InvitationParams,
  InvitationQuery,
  InvitationRequest,
  InvitationsResponse,
  InvitationView,
  NewcomerRequest,
} from './api.ts'
import { revokeInvitation } from './end-invitations.ts'
import { invite, renewInvitation } from './invite.ts'
import { pendingInvitations, shown } from './queries.ts'
import { acceptInvitation, joinByInvitation, showInvitation } from './take-invitation.ts'

/** Who is asked to work here. */
export function invitationsRoutes(rightsOf: RightsOf): Routes {
  const invitations = routes('workspaces')

  invitations.get('/', {
    summary: 'People invited who have not come yet',
    may: 'members:manage',
    gives: InvitationsResponse,
    run: async ({ ctx, server }) => ({ rows: (await pendingInvitations(ctx)).map((each) => shown(ctx, each)), canMail: canMail(server) }),
  })

  invitations.post('/', {
    summary: 'Invites somebody; the link is in this answer only',
    may: 'members:manage',
    perMinute: 30,
    body: InvitationRequest,
    gives: InvitationLink,
    status: 201,
    run: ({ ctx, server, body }) => invite(ctx, server, body, rightsOf),
    example: { body: { email: 'nima@example.com', role: 'agent', language: 'fa' } },
  })

  invitations.post('/:id/link', {
    summary: 'Gives an invitation a new link and another week; the link so far works no more',
    may: 'members:manage',
    perMinute: 30,
    params: InvitationParams,
    gives: InvitationLink,
    status: 201,
    run: ({ ctx, server, params }) => renewInvitation(ctx, server, params.id, rightsOf),
  })

  invitations.delete('/:id', {
    summary: 'Revokes an invitation',
    may: 'members:manage',
    params: InvitationParams,
    gives: 204,
    run: ({ ctx, params }) => revokeInvitation(ctx, params.id, rightsOf),
  })

  return invitations
}

/** For whoever holds the link of an invitation. */
export function invitationRoutes(rightsOf: RightsOf): Routes {
  const invitation = routes('workspaces')

  invitation.get('/', {
    summary: 'Who invites whom to which shop, by the link',
    may: 'public',
    perMinute: 60,
    query: InvitationQuery,
    gives: InvitationView,
    run: ({ server, query, request }) => showInvitation(server, query.token, request, rightsOf),
  })

  invitation.post('/acceptance', {
    summary: 'Lets whoever is signed in into the shop that invited them',
    may: 'public',
    perMinute: 20,
    body: AcceptanceRequest,
    gives: AcceptanceResponse,
    run: async ({ server, body, request }) => placeOf(await acceptInvitation(server, body.token, request, rightsOf)),
  })

  invitation.post('/account', {
    summary: 'Makes an account for whoever was invited and has none, and signs them in',
    may: 'public',
    perMinute: 10,
    body: NewcomerRequest,
    gives: AcceptanceResponse,
    status: 201,
    run: async ({ server, body, request, reply }) => {
      const { workspace, cookies } = await joinByInvitation(server, body, request, rightsOf)
      giveCookies(reply, cookies)
      return placeOf(workspace)
    },
  })

  return invitation
}

function placeOf({ id, handle }: Workspace): AcceptanceResponse {
  return { workspaceId: id, handle }
}
