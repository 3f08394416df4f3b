import { dayOfIso } from '#pure/calendar'
import { tidy } from '#pure/text'
import type { AttributeChange, AttributeType, AttributeValue } from './api.ts'

interface Definition {
  readonly type: AttributeType
  readonly choices: readonly string[]
}

/** The value as it is kept, tidied; undefined when an attribute of this kind cannot have it. Null, and an empty text, take the value away. */
export function readAttributeValue({ type, choices }: Definition, value: AttributeValue): AttributeValue | undefined {
  if (value === null) return null
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  if (type === 'yes_no') return typeof value === 'boolean' ? value : undefined
  if (typeof value !== 'string') return undefined
  if (type === 'text') return tidy(value) || null
  if (type === 'date') return dayOfIso(value) === null ? undefined : value
  return choices.includes(value) ? value : undefined
}

export type AttributeRefusal = 'profiles.choices_missing' | 'profiles.attribute_nameless'

/** Why an attribute cannot be defined so; null when it can. */
export function refusalOfAttribute(
  type: AttributeType,
  given: Pick<AttributeChange, 'nameFa' | 'nameEn' | 'choices'>,
): AttributeRefusal | null {
  if (given.nameFa === null && given.nameEn === null) return 'profiles.attribute_nameless'
  return type === 'choice' && given.choices.length === 0 ? 'profiles.choices_missing' : null
}
