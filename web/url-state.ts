import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** A part of the address such as the id in /customers/$id; '' when the route has none. */
export function usePathParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  return params[name] ?? ''
}

/**
 * State that lives in the address, so that links, reload and back keep it: `useUrlState('period', 'month')`.
 * The fallback is not written into the address. Changing it replaces the entry unless `push` is asked for.
 */
export function useUrlState(name: string, fallback = '', { push = false } = {}): [string, (value: string) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const value = search[name]
  const set = useCallback(
    (next: string) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, [name]: next === fallback ? undefined : next }),
        replace: !push,
      })
    },
    [navigate, name, fallback, push],
  )
  return [typeof value === 'string' ? value : fallback, set]
}

/** As useUrlState, for a value that must be one of a few words; anything else in the address counts as the fallback. */
export function useUrlChoice<T extends string>(name: string, choices: readonly T[], fallback: T): [T, (value: T) => void] {
  const [text, set] = useUrlState(name, fallback)
  return [choices.find((each) => each === text) ?? fallback, set]
}

/** Several values of the address at once, changed together (filters that belong to one another). */
export function useUrlValues(): [Readonly<Record<string, string>>, (change: Record<string, string | undefined>) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const set = useCallback(
    (change: Record<string, string | undefined>) => {
      void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...change }), replace: true })
    },
    [navigate],
  )
  return [Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)])), set]
}
