import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ClosingRequest } from '../../deletion/api.ts'
import { call } from '#web/api.ts'

export function useCloseShop() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ClosingRequest) => call<null>('PUT', '/api/workspace/closing', { body }),
    onSuccess: () => queries.invalidateQueries(),
  })
}

export function useKeepShop() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<null>('DELETE', '/api/workspace/closing'),
    onSuccess: () => queries.invalidateQueries(),
  })
}
