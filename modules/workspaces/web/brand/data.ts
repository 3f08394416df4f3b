import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WorkspaceRequest, WorkspaceResponse } from '#api/workspaces'
import { call, upload } from '#web/api.ts'

/** Makes a picture the logo of the shop, or takes the logo away. */
export function useSaveLogo() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: File | null) =>
      file ? upload<{ logo: string }>('/api/workspace/logo', file) : call<null>('DELETE', '/api/workspace/logo'),
    onSuccess: () => queries.invalidateQueries(),
  })
}

/** Adds a shop to this installation. */
export function useCreateShop() {
  return useMutation({ mutationFn: (body: WorkspaceRequest) => call<WorkspaceResponse>('POST', '/api/workspaces', { body }) })
}
