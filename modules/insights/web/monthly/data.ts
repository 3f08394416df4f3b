import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { LetterRequest, MonthlyReport, ReadersRequest, ReadersResponse } from '../../monthly/api.ts'

const READERS = ['monthly-readers']

/** The report of a month; of the last one that is over when none is named. */
export function useMonthly(month: string) {
  return useQuery({
    queryKey: ['monthly', month],
    queryFn: ({ signal }) => call<MonthlyReport>('GET', '/api/insights/monthly', { query: month === '' ? {} : { month }, signal }),
    placeholderData: keepPreviousData,
  })
}

/** Who gets the report by e-mail. */
export function useReaders() {
  return useQuery({
    queryKey: READERS,
    queryFn: ({ signal }) => call<ReadersResponse>('GET', '/api/insights/monthly/readers', { signal }),
  })
}

/** Says who gets the report by e-mail. */
export function useSetReaders() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ReadersRequest) => call('PUT', '/api/insights/monthly/readers', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: READERS }),
  })
}

/** Sends the report of a month to the member now. */
export function useSendMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: LetterRequest) => call('POST', '/api/insights/monthly/letters', { body }),
    onSettled: () => client.invalidateQueries({ queryKey: READERS }),
  })
}
