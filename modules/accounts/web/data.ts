import { useMutation } from '@tanstack/react-query'
import type { SignInRequest } from '#api/accounts'
import { call } from '#web/api.ts'

export function useSignIn() {
  return useMutation({ mutationFn: (body: SignInRequest) => call<null>('POST', '/api/auth/sign-in/email', { body }) })
}

/** Opens a session by a one-time link. */
export function useSignInByLink() {
  return useMutation({ mutationFn: (token: string) => call<null>('POST', '/api/auth/sign-in/link', { body: { token } }) })
}
