import type { Condition, FieldCondition, FilterOp } from '#api/customers'

interface InBoth {
  readonly fa: string
  readonly en: string
}

/** Something that customers can be asked about, as the server lists it. */
export interface ConditionField {
  readonly name: string
  readonly module: string
  readonly label: InBoth
  readonly type: 'text' | 'number' | 'money' | 'date' | 'day' | 'choice' | 'yes_no'
  readonly ops: readonly FilterOp[]
  readonly hasChoices: boolean
  /** A number that says how many times something happened. */
  readonly isTimes: boolean
  readonly params: readonly ConditionParam[]
}

/** What else a condition can tell. */
export interface ConditionParam {
  readonly name: string
  readonly label: InBoth
  readonly type: 'choice' | 'text' | 'money' | 'when' | 'property'
  readonly isRequired: boolean
  readonly hasChoices: boolean
}

export interface ConditionChoice {
  readonly value: string
  readonly label: InBoth
}

export type Value = Exclude<FieldCondition['value'], undefined>
export type Params = NonNullable<FieldCondition['with']>
export type { Condition, FieldCondition, FilterOp }

/** Operators of one shape take the same values. */
export function shapeOf(op: FilterOp): 'none' | 'days' | 'period' | 'two' | 'many' | 'one' {
  if (op === 'known' || op === 'unknown') return 'none'
  if (op === 'in_last' || op === 'not_in_last' || op === 'in_next') return 'days'
  if (op === 'in_period') return 'period'
  if (op === 'between') return 'two'
  return op === 'any_of' || op === 'none_of' ? 'many' : 'one'
}

/** Whether the value is all that the operator needs. */
export function valueIsWhole({ type }: Pick<ConditionField, 'type'>, op: FilterOp, value: Value): boolean {
  if (shapeOf(op) === 'none' || type === 'yes_no') return true
  if (op === 'between') return Array.isArray(value) && value.length === 2 && value.every((each) => each !== '') && inOrder(type, value)
  if (shapeOf(op) === 'many') return Array.isArray(value) && value.length > 0
  return value !== null && value !== '' && !Array.isArray(value)
}

function inOrder(type: ConditionField['type'], [from = '', to = '']: readonly (string | number)[]): boolean {
  return type === 'number' || type === 'money' ? Number(from) <= Number(to) : from <= to
}
