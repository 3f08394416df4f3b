import { useMutation, useQuery } from '@tanstack/react-query'
import type { ResetRequest, ResetState } from '#api/accounts'
import { call } from '#web/api.ts'

/** Whether links can be mailed, and whether this one sets a password. */
export function useResetState(token: string) {
  return useQuery({
    queryKey: ['reset', token],
    queryFn: ({ signal }) => call<ResetState>('GET', '/api/auth/reset', { query: token ? { token } : {}, signal }),
    staleTime: Infinity,
  })
}

export function useAskForReset() {
  return useMutation({ mutationFn: (email: string) => call<null>('POST', '/api/auth/reset', { body: { email } }) })
}

export function useResetPassword() {
  return useMutation({ mutationFn: (body: ResetRequest) => call<null>('PUT', '/api/auth/reset', { body }) })
}

export function useConfirmEmail() {
  return useMutation({ mutationFn: (token: string) => call<null>('PUT', '/api/auth/email', { body: { token } }) })
}
