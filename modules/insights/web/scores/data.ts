import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import * as z from 'zod'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import { FitProgress, type ExpectedReport, type InsightsSettings, type InsightsSettingsRequest } from '../../scores/api.ts'

const EXPECTED = ['expected']
const SETTINGS = ['insights-settings']
const EVERY = 2000

/** What is expected; read again after each fit, and while one runs. */
export function useExpected() {
  const client = useQueryClient()
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: EXPECTED }), [client])
  useLive('insights.fitted', refresh)
  return useQuery({
    queryKey: EXPECTED,
    queryFn: ({ signal }) => call<ExpectedReport>('GET', '/api/insights/expected', { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.status.open ? EVERY : false),
  })
}

const Heard = z.object({ what: z.literal('fit'), id: z.string(), stage: FitProgress.shape.stage.nullable(), share: z.number().nullable() })

/** How far the open fit is, as it is told; null before anything was heard of it. */
export function useFitProgress(fitId: string | undefined): FitProgress | null {
  const client = useQueryClient()
  const [heard, setHeard] = useState<z.infer<typeof Heard> | null>(null)
  useLive('insights.progress', (payload) => {
    const { data } = Heard.safeParse(payload)
    if (!data) return
    setHeard(data)
    if (data.stage === null) void client.invalidateQueries({ queryKey: EXPECTED })
  })
  return heard && heard.id === fitId && heard.stage !== null ? { stage: heard.stage, share: heard.share } : null
}

/** Has the models fitted now. */
export function useStartFit() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('POST', '/api/insights/fits'),
    onSettled: () => client.invalidateQueries({ queryKey: EXPECTED }),
  })
}

/** Stops a fit. */
export function useCancelFit() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/api/insights/fits/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: EXPECTED }),
  })
}

/** How customers are judged. */
export function useInsightsSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => call<InsightsSettings>('GET', '/api/insights/settings', { signal }),
  })
}

/** Changes how customers are judged. */
export function useSaveInsightsSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: InsightsSettingsRequest) => call<InsightsSettings>('PUT', '/api/insights/settings', { body }),
    onSuccess: (saved) => client.setQueryData(SETTINGS, saved),
  })
}
