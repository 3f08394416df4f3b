import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { NewKey, RotationRequest, TokenRequest, TokensResponse } from '../api.ts'

const TOKENS = ['tokens']

/** All tokens, and what a new one may be given. */
export function useTokens() {
  return useQuery({ queryKey: TOKENS, queryFn: ({ signal }) => call<TokensResponse>('GET', '/api/tokens', { signal }) })
}

export function useCreateToken() {
  return useTokenWrite((body: TokenRequest) => call<NewKey>('POST', '/api/tokens', { body }))
}

/** Gives a token a new key. */
export function useRotateToken() {
  return useTokenWrite(({ id, ...body }: RotationRequest & { readonly id: string }) =>
    call<NewKey>('POST', `/api/tokens/${id}/keys`, { body }),
  )
}

export function useRevokeToken() {
  return useTokenWrite((id: string) => call<null>('DELETE', `/api/tokens/${id}`))
}

function useTokenWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: write, onSettled: () => client.invalidateQueries({ queryKey: TOKENS }) })
}
