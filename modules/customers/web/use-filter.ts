import { useMemo } from 'react'
import { useUrlValues } from '#web/url-state.ts'
import type { Condition } from '../api.ts'
import { conditionOf, readFilter, rowOf, type FilterRow } from '../domain-filter.ts'

/** The filter that stands in the address, and how to change it. */
export interface Filter {
  readonly condition: Condition | null
  readonly row: FilterRow
  readonly add: (part: Condition) => void
  readonly replace: (index: number, part: Condition) => void
  readonly remove: (index: number) => void
  readonly choose: (mode: FilterRow['mode']) => void
  readonly set: (condition: Condition | null) => void
}

/** The filter in the address. */
export function useFilter(): Filter {
  const [{ filter = '' }, setValues] = useUrlValues()
  return useMemo(() => {
    const condition = readFilter(filter)
    const row = rowOf(condition)
    const write = (next: FilterRow) => {
      const made = conditionOf(next)
      setValues({ filter: made ? JSON.stringify(made) : undefined })
    }
    const { mode, parts } = row
    return {
      condition,
      row,
      add: (part) => write({ mode, parts: [...parts, part] }),
      replace: (index, part) => write({ mode, parts: parts.map((each, at) => (at === index ? part : each)) }),
      remove: (index) => write({ mode, parts: parts.filter((_, at) => at !== index) }),
      choose: (next) => write({ mode: next, parts }),
      set: (next) => setValues({ filter: next ? JSON.stringify(next) : undefined }),
    }
  }, [filter, setValues])
}
