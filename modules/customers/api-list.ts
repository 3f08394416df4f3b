import * as z from 'zod'
import { FilterOp } from './api.ts'

/** A word in both languages; words of the workspace's own are the same in both. */
const Label = z.object({ fa: z.string(), en: z.string() })
const FilterType = z.enum(['text', 'number', 'money', 'date', 'day', 'choice', 'yes_no'])
export type FilterType = z.infer<typeof FilterType>

export const FieldChoice = z.object({ value: z.string(), label: Label })
export type FieldChoice = z.infer<typeof FieldChoice>

/** What customers can be filtered by. */
export const ListField = z.object({
  name: z.string(),
  /** Whose field it is: 'customers', 'orders', 'consent' … */
  module: z.string(),
  label: Label,
  type: FilterType,
  ops: z.array(FilterOp),
  /** Whether GET /api/customers/fields/:name/choices has something to choose from. */
  hasChoices: z.boolean(),
})
export type ListField = z.infer<typeof ListField>

/** A column beside the customer's own. */
export const MoreColumn = z.object({
  name: z.string(),
  label: Label,
  type: FilterType,
  choices: z.array(FieldChoice),
})
export type MoreColumn = z.infer<typeof MoreColumn>

export const FieldsResponse = z.object({ fields: z.array(ListField), columns: z.array(MoreColumn) })
export type FieldsResponse = z.infer<typeof FieldsResponse>

export const FieldParam = z.object({ name: z.string().max(200) })
export const ChoicesQuery = z.object({ search: z.string().max(200).default('') })
export const ChoicesResponse = z.object({ choices: z.array(FieldChoice) })
export type ChoicesResponse = z.infer<typeof ChoicesResponse>
