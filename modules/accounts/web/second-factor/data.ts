import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import { sessionQuery } from '#web/session.tsx'
import type {
  BackupCodesResponse,
  EnrolmentResponse,
  ProofRequest,
  SecondFactorResponse,
  SignInCodeRequest,
} from '../../second-factor/api.ts'

const OWN = '/api/account/second-factor'
const KEY = ['account', 'second-factor']

/** How the signed-in person's second step stands. */
export function useSecondFactor() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => call<SecondFactorResponse>('GET', OWN, { signal }) })
}

export function useBeginEnrolment() {
  return useMutation({ mutationFn: (password: string) => call<EnrolmentResponse>('POST', `${OWN}/enrolment`, { body: { password } }) })
}

/** Gives the backup codes. What the rest of the product knows stays as it is until `useRefreshAccount`: the codes must be seen first. */
export function useConfirmEnrolment() {
  return useMutation({ mutationFn: (code: string) => call<BackupCodesResponse>('POST', `${OWN}/confirmation`, { body: { code } }) })
}

export function useNewBackupCodes() {
  return useMutation({ mutationFn: (body: ProofRequest) => call<BackupCodesResponse>('POST', `${OWN}/backup-codes`, { body }) })
}

export function useSwitchOff() {
  return useMutation({ mutationFn: (body: ProofRequest) => call<null>('POST', `${OWN}/removal`, { body }) })
}

export function useForgetDevices() {
  return useMutation({ mutationFn: () => call<null>('DELETE', `${OWN}/trusted-devices`) })
}

/** Asks again how the second step stands, and what the session may do with it. */
export function useRefreshAccount(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: KEY }), queries.invalidateQueries({ queryKey: sessionQuery.queryKey })])
  }
}

/** The second step of signing in. */
export function useSignInCode() {
  return useMutation({ mutationFn: (body: SignInCodeRequest) => call<null>('POST', '/api/auth/sign-in/code', { body }) })
}
