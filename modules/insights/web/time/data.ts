import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import * as z from 'zod'
import { call, type Query } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import type { CohortCut } from '../../time/api.ts'

const Progress = z.object({ what: z.string(), share: z.number() })

/** A cut as it is asked for, and how far its computing has come (0 to 1; null while nobody has said). A page that leaves ends it. */
export function useCohorts(query: Query) {
  const ask = useId()
  const [share, setShare] = useState<number | null>(null)
  useLive('insights.progress', (payload) => {
    const said = Progress.safeParse(payload)
    if (said.success && said.data.what === ask) setShare(said.data.share)
  })
  const answer = useQuery({
    queryKey: ['cohorts', query],
    queryFn: async ({ signal }) => {
      setShare(null)
      return call<CohortCut>('GET', '/api/insights/cohorts', { query: { ...query, ask }, signal })
    },
    placeholderData: keepPreviousData,
  })
  return { ...answer, share }
}
