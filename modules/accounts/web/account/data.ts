import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AccountResponse, EmailRequest, EmailResponse, PasswordRequest, SessionsResponse } from '#api/accounts'
import { call } from '#web/api.ts'
import { sessionQuery } from '#web/session.tsx'

const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => call<AccountResponse>('GET', '/api/account', { signal }),
})

const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => call<SessionsResponse>('GET', '/api/account/sessions', { signal }),
})

export function useAccount() {
  return useQuery(accountQuery)
}

export function useSessions() {
  return useQuery(sessionsQuery)
}

export function useChangeName() {
  return useMutation({ mutationFn: (name: string) => call<null>('PUT', '/api/account/name', { body: { name } }), onSuccess: useRenew() })
}

export function useChangeEmail() {
  return useMutation({
    mutationFn: (body: EmailRequest) => call<EmailResponse>('PUT', '/api/account/email', { body }),
    onSuccess: useRenew(),
  })
}

export function useChangePassword() {
  return useMutation({ mutationFn: (body: PasswordRequest) => call<null>('PUT', '/api/account/password', { body }), onSuccess: useRenew() })
}

/** Signs out one place, or all others when none is named. */
export function useRevoke() {
  return useMutation({
    mutationFn: (id: string | null) => call<null>('DELETE', id === null ? '/api/account/sessions' : `/api/account/sessions/${id}`),
    onSettled: useRenew(),
  })
}

/** The account, and who the shell says is signed in. */
function useRenew(): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: accountQuery.queryKey }),
      queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    ])
}
