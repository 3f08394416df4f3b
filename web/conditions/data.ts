import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { call } from '#web/api.ts'
import type { ConditionChoice, ConditionField } from '#web/conditions/fields.ts'

/** What customers can be asked about. */
export function useConditionFields() {
  return useQuery({
    queryKey: ['customers', 'fields'],
    queryFn: ({ signal }) => call<{ readonly fields: readonly ConditionField[] }>('GET', '/api/customers/fields', { signal }),
    staleTime: 60_000,
  })
}

/** A field, or one of its params. */
export interface ChoicesOf {
  readonly field: string
  readonly param: string | null
  /** The value that is looked up, where there are too many to list. */
  readonly search?: string
}

/** What may be chosen, narrowed to what contains the search. */
export function useConditionChoices(of: ChoicesOf | null, search: string) {
  return useQuery({ ...choicesQuery(of ?? NOTHING, search), enabled: of !== null, placeholderData: keepPreviousData })
}

const NOTHING: ChoicesOf = { field: '', param: null }

/** The words of what was chosen, for several fields and params at once; by `keyOf`. */
export function useChosenWords(all: readonly ChoicesOf[]): ReadonlyMap<string, readonly ConditionChoice[]> {
  const answers = useQueries({ queries: all.map((each) => choicesQuery(each, each.search ?? '')) })
  return new Map(all.map((each, at) => [keyOf(each), answers[at]?.data?.choices ?? []]))
}

/** One name for a field or param. */
export function keyOf({ field, param }: ChoicesOf): string {
  return param === null ? field : `${field} ${param}`
}

function choicesQuery({ field, param }: ChoicesOf, search: string) {
  return {
    queryKey: ['customers', 'choices', field, param, search],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      call<{ readonly choices: readonly ConditionChoice[] }>('GET', `/api/customers/fields/${encodeURIComponent(field)}/choices`, {
        query: { search, ...(param !== null && { param }) },
        signal,
      }),
    staleTime: 30_000,
  }
}
