import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ImportResponse } from '#api/imports'
import type { ActivityWindow } from '#api/orders'
import type { SetupRequest, SetupState, WorkspaceRequest, WorkspaceResponse } from '#api/workspaces'
import { call } from '#web/api.ts'

/** Whether the product still waits for its owner, and whether this link may make one. */
export function useSetupState(token: string) {
  return useQuery({
    queryKey: ['setup', token],
    queryFn: ({ signal }) => call<SetupState>('GET', '/api/setup', { query: { token }, signal }),
    staleTime: Infinity,
  })
}

export function useSetUp() {
  return useMutation({ mutationFn: (body: SetupRequest) => call<null>('POST', '/api/setup', { body }) })
}

/** Starts importing the sample shop. */
export function useLoadSample() {
  return useMutation({ mutationFn: () => call<ImportResponse>('POST', '/api/imports/sample') })
}

export function useSaveSettings() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: WorkspaceRequest) => call<WorkspaceResponse>('PUT', '/api/workspace', { body }),
    // Calendar, zone and currency change nearly every figure on every page.
    onSuccess: () => queries.invalidateQueries(),
  })
}

export function useActivityWindow() {
  return useQuery({ queryKey: ['activity-window'], queryFn: ({ signal }) => call<ActivityWindow>('GET', '/api/orders/window', { signal }) })
}

export function useSaveActivityWindow() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (days: number | null) => call<ActivityWindow>('PUT', '/api/orders/window', { body: { days } }),
    onSuccess: () => queries.invalidateQueries(),
  })
}
