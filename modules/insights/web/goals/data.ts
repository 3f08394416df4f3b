import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { MembersResponse } from '#api/workspaces'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { GoalRequest, GoalsResponse } from '../../goals/api.ts'

const GOALS = ['goals']

/** All goals, or the archived ones. They are read again when one is reached. */
export function useGoals(archived: boolean) {
  const client = useQueryClient()
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: GOALS }), [client])
  useLive('goal.reached', refresh)
  return useQuery({
    queryKey: [...GOALS, archived ? 'archived' : 'used'],
    queryFn: ({ signal }) => call<GoalsResponse>('GET', '/api/insights/goals', { query: { archived: archived ? 'yes' : 'no' }, signal }),
  })
}

/** Who may look after a goal. */
export function useMembers() {
  return useQuery({ queryKey: ['members'], queryFn: ({ signal }) => call<MembersResponse>('GET', '/api/members', { signal }) })
}

/** Sets a goal, or sets that with the id anew. */
export function useSetGoal() {
  return useGoalWrite(({ id, body }: { readonly id: string | null; readonly body: GoalRequest }) =>
    id === null ? call('POST', '/api/insights/goals', { body }) : call('PUT', `/api/insights/goals/${id}`, { body }),
  )
}

/** Puts a goal away, or takes it out again. */
export function useArchiveGoal() {
  return useGoalWrite(({ id, archived }: { readonly id: string; readonly archived: boolean }) =>
    call(archived ? 'PUT' : 'DELETE', `/api/insights/goals/${id}/archive`),
  )
}

/** Removes a goal for good. */
export function useDeleteGoal() {
  return useGoalWrite((id: string) => call('DELETE', `/api/insights/goals/${id}`))
}

function useGoalWrite<Given>(write: (given: Given) => Promise<unknown>) {
  const client = useQueryClient()
  const refresh = () => Promise.all([GOALS, ['today']].map((queryKey) => client.invalidateQueries({ queryKey })))
  return useMutation({ mutationFn: write, onSettled: refresh })
}
