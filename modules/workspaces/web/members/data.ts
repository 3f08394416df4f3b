import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ResetLinkResponse } from '#api/accounts'
import type { MembersResponse } from '#api/workspaces'
import { call } from '#web/api.ts'
import { sessionQuery } from '#web/session.tsx'
import type {
  AcceptanceResponse,
  InvitationLink,
  InvitationRequest,
  InvitationsResponse,
  InvitationView,
  NewcomerRequest,
} from '../../invitations/api.ts'
import type { BelongingsResponse, MemberDetailsResponse } from '../../members/api.ts'

/** Who works here, as everybody may know it. */
export function useColleagues() {
  return useQuery({ queryKey: ['members'], queryFn: ({ signal }) => call<MembersResponse>('GET', '/api/members', { signal }) })
}

/** Who works here, for those who look after members. */
export function useMemberDetails(isAllowed: boolean) {
  return useQuery({
    queryKey: ['members', 'details'],
    queryFn: ({ signal }) => call<MemberDetailsResponse>('GET', '/api/members/details', { signal }),
    enabled: isAllowed,
  })
}

/** What somebody is in charge of; one's own for null. */
export function useBelongings(memberId: string | null) {
  return useQuery({
    queryKey: ['members', 'belongings', memberId],
    queryFn: ({ signal }) =>
      call<BelongingsResponse>('GET', memberId === null ? '/api/members/own-belongings' : `/api/members/${memberId}/belongings`, {
        signal,
      }),
    gcTime: 0,
  })
}

export function useChangeRole() {
  return usePeopleWrite(({ id, role }: { readonly id: string; readonly role: string }) =>
    call<null>('PUT', `/api/members/${id}/role`, { body: { role } }),
  )
}

/** A link by which this member sets a new password. */
export function useResetLink() {
  return useMutation({ mutationFn: (id: string) => call<ResetLinkResponse>('POST', `/api/account/reset-links/${id}`) })
}

interface Going {
  readonly id: string
  readonly successor: string | null
}

export function useRemoveMember() {
  return usePeopleWrite(({ id, successor }: Going) => call<null>('DELETE', `/api/members/${id}`, { query: { successor } }))
}

/** Leaves the workspace; what was read of it is to be forgotten by opening another page anew. */
export function useLeave() {
  return useMutation({ mutationFn: (successor: string | null) => call<null>('POST', '/api/members/departure', { body: { successor } }) })
}

/** People invited who have not come yet. */
export function useInvitations() {
  return useQuery({ queryKey: ['invitations'], queryFn: ({ signal }) => call<InvitationsResponse>('GET', '/api/invitations', { signal }) })
}

export function useInvite() {
  return usePeopleWrite((body: InvitationRequest) => call<InvitationLink>('POST', '/api/invitations', { body }))
}

/** Gives an invitation a new link, and sends it again. */
export function useRenewInvitation() {
  return usePeopleWrite((id: string) => call<InvitationLink>('POST', `/api/invitations/${id}/link`))
}

export function useRevokeInvitation() {
  return usePeopleWrite((id: string) => call<null>('DELETE', `/api/invitations/${id}`))
}

/** What the invitation of a link says. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => call<InvitationView>('GET', '/api/invitation', { query: { token }, signal }),
    retry: false,
  })
}

export function useAccept() {
  return useMutation({ mutationFn: (token: string) => call<AcceptanceResponse>('POST', '/api/invitation/acceptance', { body: { token } }) })
}

export function useJoin() {
  return useMutation({ mutationFn: (body: NewcomerRequest) => call<AcceptanceResponse>('POST', '/api/invitation/account', { body }) })
}

/** What was read is read again, but not waited for: whoever is gone takes their line along, and with it what was to be said. */
function usePeopleWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const client = useQueryClient()
  const forget = () => {
    for (const queryKey of TOUCHED) void client.invalidateQueries({ queryKey })
  }
  return useMutation({ mutationFn: write, onSettled: forget })
}

const TOUCHED = [['members'], ['invitations'], ['roles'], ['workspace'], sessionQuery.queryKey]
