import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as z from 'zod'
import type { PurposesResponse } from '#api/consent'
import type { AttributesResponse } from '#api/profiles'
import type { Language } from '#pure/numbers'
import { call } from '#web/api.ts'
import { useLive } from '#web/live.ts'
import {
  type ImportPlan,
  type ImportPreview,
  ImportProgress,
  type ImportResponse,
  type ImportWithPreview,
  type SkippedResponse,
} from '../api.ts'

const UNDER_WAY: ReadonlySet<string> = new Set(['queued', 'running', 'undoing'])

/** True while the import is being worked on. */
export function isUnderWay(one: Pick<ImportResponse, 'status'>): boolean {
  return UNDER_WAY.has(one.status)
}

/** Every import, newest first; asked again while one is under way. */
export function useImports() {
  return useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => call<{ rows: ImportResponse[] }>('GET', '/api/imports', { signal }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isUnderWay) ? 1000 : false),
  })
}

const Progressed = z.object({ id: z.uuid(), progress: ImportProgress.nullable() })

function withProgress(known: ImportResponse, progress: ImportProgress | null): ImportResponse {
  return { ...known, status: known.status === 'queued' ? 'running' : known.status, progress }
}

/** One import. Its progress arrives by the live line; it is asked for as well, so that a lost line never leaves a page standing. */
export function useImport(id: string) {
  const client = useQueryClient()
  useLive('import.progress', (payload) => {
    const { success, data } = Progressed.safeParse(payload)
    if (!success || data.id !== id) return
    if (data.progress === null) void client.invalidateQueries({ queryKey: ['import', id] })
    else client.setQueryData<ImportResponse>(['import', id], (known) => known && withProgress(known, data.progress))
  })
  return useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => call<ImportResponse>('GET', `/api/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 2000 : false),
  })
}

/** The file as its plan reads it. */
export function usePreview(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['import', id, 'preview'],
    queryFn: ({ signal }) => call<ImportPreview>('GET', `/api/imports/${id}/preview`, { signal }),
    enabled,
  })
}

/** The first rows that were left out. */
export function useSkipped(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['import', id, 'skipped'],
    queryFn: ({ signal }) => call<SkippedResponse>('GET', `/api/imports/${id}/skipped`, { signal }),
    enabled,
  })
}

/** Changes the plan and shows the file as the new one reads it. */
export function useChangePlan(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (plan: ImportPlan) => call<ImportPreview>('PUT', `/api/imports/${id}/plan`, { body: plan }),
    onSuccess: (preview) => client.setQueryData(['import', id, 'preview'], preview),
  })
}

/** Starts, cancels or takes back an import; every figure of the shop may change with it. */
export function useImportStep(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: 'run' | 'cancel' | 'undo') => {
      if (step === 'run') return call<unknown>('PUT', `/api/imports/${id}/run`)
      return call<unknown>('DELETE', step === 'cancel' ? `/api/imports/${id}/run` : `/api/imports/${id}`)
    },
    onSuccess: () => client.invalidateQueries(),
  })
}

/** Creates the sample shop's import and starts it. */
export function useSample() {
  return useMutation({ mutationFn: () => call<ImportResponse>('POST', '/api/imports/sample') })
}

export type { ImportWithPreview }

/** The shop's own attributes that are in use, by name. */
export function useAttributeNames(language: Language): readonly { readonly key: string; readonly name: string }[] {
  const { data } = useQuery({
    queryKey: ['attributes'],
    queryFn: ({ signal }) => call<AttributesResponse>('GET', '/api/attributes', { signal }),
  })
  const inUse = data?.rows.filter(({ archived }) => !archived) ?? []
  return inUse.map(({ key, nameFa, nameEn }) => ({ key, name: (language === 'fa' ? (nameFa ?? nameEn) : (nameEn ?? nameFa)) ?? key }))
}

/** What one can agree to, by name. */
export function usePurposeNames(language: Language): readonly { readonly id: string; readonly label: string }[] {
  const { data } = useQuery({
    queryKey: ['consent', 'purposes'],
    queryFn: ({ signal }) => call<PurposesResponse>('GET', '/api/consent/purposes', { signal }),
  })
  return data?.purposes.filter(({ isArchived }) => !isArchived).map(({ key, name }) => ({ id: key, label: name[language] })) ?? []
}
