import type { Calendar } from '#pure/calendar'
import { GRAINS, type Grain } from './domain-grains.ts'
import type { CohortBy } from './api.ts'

/** Whom a cell of a cut holds: customers by the period of their first purchase, or by what it was, or both; and in which period after it they bought. */
export interface CohortBehind {
  readonly grain: Grain
  readonly calendar: Calendar
  /** The period of the first purchase; null for any. */
  readonly index: number | null
  readonly group: { readonly by: Exclude<CohortBy, 'none' | 'segment'>; readonly id: string } | null
  /** ISO days between which the first purchase lies; null at an open end. */
  readonly from: string | null
  readonly to: string | null
  /** Bought in the kth period after the first; 0 is everybody. */
  readonly after: number
}

const BY = ['first_product', 'first_category', 'channel', 'source'] as const
const ISO = /^\d{4}-\d{2}-\d{2}$/

/** 'week:gregorian:2893:3', or with more: 'month:persian:*:2:channel=web:2025-01-01:2025-06-30'; ends and groups may be empty. */
export function cohortText({ grain, calendar, index, group, from, to, after }: CohortBehind): string {
  const parts = [grain, calendar, index ?? '*', after]
  if (group === null && from === null && to === null) return parts.join(':')
  return [...parts, group === null ? '' : `${group.by}=${encodeURIComponent(group.id)}`, from ?? '', to ?? ''].join(':')
}

/** What cohortText wrote; null when it is none of it. */
export function readCohort(text: string): CohortBehind | null {
  const [grainText, calendar, indexText = '', afterText = '', groupText = '', from = '', to = '', ...rest] = text.split(':')
  const grain = GRAINS.find((each) => each === grainText)
  const index = indexText === '*' ? null : /^-?\d{1,7}$/.test(indexText) ? Number(indexText) : Number.NaN
  if (!grain || (calendar !== 'gregorian' && calendar !== 'persian') || Number.isNaN(index) || rest.length > 0) return null
  if (!/^\d{1,5}$/.test(afterText) || (from !== '' && !ISO.test(from)) || (to !== '' && !ISO.test(to))) return null
  const group = readGroup(groupText)
  if (group === undefined) return null
  return { grain, calendar, index, group, from: from || null, to: to || null, after: Number(afterText) }
}

function readGroup(text: string): CohortBehind['group'] | undefined {
  if (text === '') return null
  const [name, id = ''] = text.split('=')
  const by = BY.find((each) => each === name)
  if (!by || id === '') return undefined
  try {
    return { by, id: decodeURIComponent(id) }
  } catch {
    return undefined
  }
}
