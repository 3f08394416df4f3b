import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ExportsResponse } from '../../export/api.ts'
import { call } from '#web/api.ts'

const KEY = ['workspace-exports']
const SOON_MS = 1_000

/** Exports of everything, asked for again each second while one is under way. */
export function useExports() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call<ExportsResponse>('GET', '/api/workspace/exports', { signal }),
    refetchInterval: ({ state }) => (state.data?.exports.some((each) => ['waiting', 'running'].includes(each.state)) ? SOON_MS : false),
  })
}

export function useAskForExport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<{ id: string }>('POST', '/api/workspace/exports'),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

/** Stops an export, or throws its file away. */
export function useRemoveExport() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call<null>('DELETE', `/api/workspace/exports/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}
