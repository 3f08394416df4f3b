import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SecondFactorRequirement } from '#api/workspaces'
import { call } from '#web/api.ts'
import { sessionQuery } from '#web/session.tsx'

const PATH = '/api/workspace/second-factor'
const KEY = ['workspace', 'second-factor']

export function useRequirement() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => call<SecondFactorRequirement>('GET', PATH, { signal }) })
}

export function useSetRequirement() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (isRequired: boolean) => call<SecondFactorRequirement>('PUT', PATH, { body: { isRequired } }),
    onSuccess: (answer) => {
      queries.setQueryData(KEY, answer)
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
}
