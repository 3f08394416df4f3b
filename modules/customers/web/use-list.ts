import { useEffect, useMemo, useRef } from 'react'
import { useUrlValues } from '#web/url-state.ts'
import type { KeptList, ListWanted, ViewResponse } from '../api-list.ts'
import { readFilter } from '../domain-filter.ts'
import { useOwnList, useViews } from './data-list.ts'
import { USUAL_COLUMNS } from './list-columns.tsx'

/** What the list of customers shows and how it looks, from the address, the open view and the member's own settings. */
export interface List {
  readonly wanted: ListWanted
  readonly sort: string
  readonly columns: readonly string[]
  readonly views: readonly ViewResponse[]
  readonly view: ViewResponse | null
  readonly defaultViewId: string | null
  readonly setSort: (sort: string) => void
  readonly setColumns: (columns: readonly string[]) => void
  readonly open: (view: ViewResponse | null) => void
  /** The list as it stands, to be kept as a view. */
  readonly kept: KeptList
  /** False until it is known whether another view opens by itself. */
  readonly isSettled: boolean
}

/** The list that the address names. */
export function useList(): List {
  const [values, setValues] = useUrlValues()
  const { data, isPending } = useViews()
  const own = useOwnList()
  const view = data?.views.find(({ id }) => id === values['view']) ?? null
  const byDefault = data?.views.find(({ id }) => id === data.defaultViewId) ?? null
  const wanted = useWanted(values)
  const sort = values['sort'] ?? '-last'
  const columns = values['columns']?.split(',') ?? data?.columns ?? USUAL_COLUMNS
  const isBare = Object.keys(values).length === 0
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || !data) return
    asked.current = true
    if (isBare && byDefault) setValues(addressOf(byDefault))
  }, [data, isBare, byDefault, setValues])
  return {
    wanted,
    sort,
    columns,
    views: data?.views ?? [],
    view,
    defaultViewId: data?.defaultViewId ?? null,
    setSort: (next) => setValues({ sort: next === '-last' ? undefined : next }),
    setColumns: (next) => {
      if (view) setValues({ columns: next.join(',') })
      else own.mutate({ columns: [...next] })
    },
    open: (next) => setValues(next ? addressOf(next) : EVERYBODY),
    kept: { ...wanted, sort, columns: [...columns] },
    isSettled: !isPending && !(isBare && byDefault && !asked.current),
  }
}

const NOTHING = {
  search: undefined,
  behind: undefined,
  filter: undefined,
  visitors: undefined,
  sort: undefined,
  columns: undefined,
  segment: undefined,
}
const EVERYBODY = { ...NOTHING, view: 'all' }

function addressOf({ id, list: { filter, columns, ...list } }: ViewResponse): Record<string, string | undefined> {
  return { ...NOTHING, ...list, filter: filter && JSON.stringify(filter), columns: columns?.join(','), view: id }
}

function useWanted({ search, behind, filter = '', visitors }: Readonly<Record<string, string>>): ListWanted {
  return useMemo(() => {
    const condition = readFilter(filter)
    return {
      ...(search && { search }),
      ...(behind && { behind }),
      ...(condition && { filter: condition }),
      ...((visitors === 'with' || visitors === 'only') && { visitors }),
    }
  }, [search, behind, filter, visitors])
}
