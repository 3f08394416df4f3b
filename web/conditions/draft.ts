import {
  type Condition,
  type ConditionField,
  type FieldCondition,
  type FilterOp,
  type Params,
  valueIsWhole,
  type Value,
} from '#web/conditions/fields.ts'

/** How the parts of a group are joined. */
export const MODES = ['all', 'any', 'none', 'not_all'] as const
export type Mode = (typeof MODES)[number]

/** A condition while it is written: groups in groups, and parts that may not be whole yet. */
export interface DraftGroup {
  readonly id: string
  readonly mode: Mode
  readonly parts: readonly Draft[]
}

/** One condition on a field while it is written. */
export interface DraftField {
  readonly id: string
  readonly field: string | null
  readonly op: FilterOp | null
  readonly value: Value
  readonly with: Params
}

export type Draft = DraftGroup | DraftField

/** Ids tell parts apart while they are written; no two drafts share one. */
let last = 0
function newId(): string {
  last += 1
  return String(last)
}

/** A part that asks nothing yet. */
export function emptyField(): DraftField {
  return { id: newId(), field: null, op: null, value: null, with: {} }
}

/** A group with one part that asks nothing yet. */
export function emptyGroup(mode: Mode = 'all'): DraftGroup {
  return { id: newId(), mode, parts: [emptyField()] }
}

/** The condition as a draft; its outermost part is a group. */
export function draftOf(condition: Condition | null): DraftGroup {
  if (!condition) return emptyGroup()
  const draft = partOf(condition)
  return 'parts' in draft ? draft : { id: newId(), mode: 'all', parts: [draft] }
}

function partOf(condition: Condition): Draft {
  if ('field' in condition) return fieldOf(condition)
  if ('all' in condition) return groupOf('all', condition.all)
  if ('any' in condition) return groupOf('any', condition.any)
  const inner = condition.not
  if ('all' in inner) return groupOf('not_all', inner.all)
  return groupOf('none', 'any' in inner ? inner.any : [inner])
}

function groupOf(mode: Mode, parts: readonly Condition[]): DraftGroup {
  return { id: newId(), mode, parts: parts.map(partOf) }
}

function fieldOf({ field, op, value = null, with: params = {} }: FieldCondition): DraftField {
  return { id: newId(), field, op, value, with: params }
}

/** What is written as a condition; null while some part is not whole, or there is none. */
export function conditionOfDraft(draft: Draft, fields: readonly ConditionField[]): Condition | null {
  if (!('parts' in draft)) return whole(draft, fields)
  const parts: Condition[] = []
  for (const part of draft.parts) {
    const read = conditionOfDraft(part, fields)
    if (!read) return null
    parts.push(read)
  }
  const [only] = parts
  if (!only) return null
  const isAlone = parts.length === 1
  if (draft.mode === 'all') return isAlone ? only : { all: parts }
  if (draft.mode === 'any') return isAlone ? only : { any: parts }
  if (draft.mode === 'none') return { not: isAlone ? only : { any: parts } }
  return { not: isAlone ? only : { all: parts } }
}

/** One condition on a field, when it is whole. */
export function whole(draft: DraftField, fields: readonly ConditionField[]): FieldCondition | null {
  const field = fields.find(({ name }) => name === draft.field)
  const op = field && opOf(field, draft.op)
  if (!field || !op || !valueIsWhole(field, op, draft.value)) return null
  const params = Object.entries(draft.with).filter(([name]) => field.params.some((each) => each.name === name))
  if (field.params.some(({ name, isRequired }) => isRequired && draft.with[name] === undefined)) return null
  if (params.some(([, value]) => Array.isArray(value) && value.some((each) => each === ''))) return null
  const value = field.type === 'yes_no' ? draft.value !== false : draft.value
  return { field: field.name, op, value, ...(params.length > 0 && { with: Object.fromEntries(params) }) }
}

/** The operator chosen, or the field's usual one. */
export function opOf(field: ConditionField, chosen: FilterOp | null): FilterOp | undefined {
  return field.ops.find((each) => each === chosen) ?? field.ops[0]
}

/** The group with the part of that id changed; null takes it out, and groups that nothing is left of go with it. */
export function withPart(group: DraftGroup, id: string, change: (part: Draft) => Draft | null): DraftGroup {
  const parts = group.parts.flatMap((part): readonly Draft[] => {
    if (part.id === id) return [change(part)].flatMap((each) => each ?? [])
    if (!('parts' in part)) return [part]
    const inner = withPart(part, id, change)
    return inner.parts.length > 0 ? [inner] : []
  })
  return { ...group, parts }
}
