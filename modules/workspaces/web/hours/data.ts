import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HoursRequest, HoursResponse, OwnDayRequest } from '../../hours/api.ts'
import { call, upload } from '#web/api.ts'

const KEY = ['hours']

export function useHours() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => call<HoursResponse>('GET', '/api/hours', { signal }) })
}

export function useSaveHours() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: HoursRequest) => call<HoursResponse>('PUT', '/api/hours', { body }),
    onSuccess: (hours) => queries.setQueryData(KEY, hours),
  })
}

/** Days that differ, several at once: `null` makes a day like any other again. */
export function useSaveDays() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (days: readonly { readonly day: string; readonly own: OwnDayRequest | null }[]) => {
      for (const { day, own } of days) {
        await (own ? call<null>('PUT', `/api/hours/days/${day}`, { body: own }) : call<null>('DELETE', `/api/hours/days/${day}`))
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

/** Sends a calendar; `replaces` is the id of the one in whose place it comes, or empty. */
export function useSaveCalendar() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ file, name, replaces }: { file: File; name: string; replaces: string }) =>
      upload<{ id: string }>('/api/hours/calendars', file, { fields: { name, replaces } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}

export function useRemoveCalendar() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call<null>('DELETE', `/api/hours/calendars/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  })
}
