import * as z from 'zod'
import { Condition, CustomersBehind, FilterOp } from './api.ts'

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
  /** Whether the number says how many times something happened. */
  isTimes: z.boolean(),
  /** What else a condition can tell, under `with`. */
  params: z.array(
    z.object({
      name: z.string(),
      label: Label,
      type: z.enum(['choice', 'text', 'money', 'when', 'property']),
      isRequired: z.boolean(),
      hasChoices: z.boolean(),
    }),
  ),
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
/** `param` asks for the choices of one of the field's params. */
export const ChoicesQuery = z.object({ search: z.string().max(200).default(''), param: z.string().max(50).optional() })
export const ChoicesResponse = z.object({ choices: z.array(FieldChoice) })
export type ChoicesResponse = z.infer<typeof ChoicesResponse>

/** Which customers a list is about. */
export const ListWanted = z.object({
  search: z.string().max(200).optional(),
  behind: CustomersBehind.optional(),
  filter: Condition.optional(),
  visitors: z.enum(['with', 'only']).optional(),
})
export type ListWanted = z.infer<typeof ListWanted>

const ColumnNames = z.array(z.string().min(1).max(200)).max(100)

/** A list as it was kept: what it shows, how it looks. */
export const KeptList = ListWanted.extend({ columns: ColumnNames.optional(), sort: z.string().max(30).optional() })
export type KeptList = z.infer<typeof KeptList>

export const ViewResponse = z.object({ id: z.uuid(), name: z.string(), isShared: z.boolean(), list: KeptList })
export type ViewResponse = z.infer<typeof ViewResponse>

/** The member's own and everybody's views, and how the member's list looks by itself. */
export const ViewsResponse = z.object({
  views: z.array(ViewResponse),
  columns: ColumnNames.nullable(),
  defaultViewId: z.uuid().nullable(),
})
export type ViewsResponse = z.infer<typeof ViewsResponse>

export const ViewRequest = z.object({ name: z.string().trim().min(1).max(100), isShared: z.boolean(), list: KeptList })
export type ViewRequest = z.infer<typeof ViewRequest>
export const CreatedView = z.object({ id: z.uuid() })

/** What is left out stays as it is. */
export const OwnListRequest = z.object({ columns: ColumnNames.nullable().optional(), defaultViewId: z.uuid().nullable().optional() })
export type OwnListRequest = z.infer<typeof OwnListRequest>

/** Chosen one by one, or all that a list shows but some. */
export const BulkCustomers = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(5000) }),
  z.strictObject({ wanted: ListWanted, except: z.array(z.uuid()).max(5000).default([]) }),
])
export type BulkCustomers = z.infer<typeof BulkCustomers>

const Tag = z.string().trim().min(1).max(60)
const Clearable = z.string().trim().min(1).max(200).nullable()

/** What is done to each of them. */
export const BulkChange = z
  .object({
    addTags: z.array(Tag).max(20).optional(),
    removeTags: z.array(Tag).max(20).optional(),
    fields: z
      .object({
        ownerId: Clearable,
        kind: z.enum(['person', 'business']),
        trade: z.enum(['end', 'reseller']),
        language: Clearable,
        city: Clearable,
        country: Clearable,
        acquisition: Clearable,
      })
      .partial()
      .optional(),
    attributes: z.record(z.string().max(100), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])).optional(),
  })
  .refine((change) => Object.values(change).some((part) => part !== undefined && Object.keys(part).length > 0))
export type BulkChange = z.infer<typeof BulkChange>

export const BulkRequest = z.object({ customers: BulkCustomers, change: BulkChange })
export type BulkRequest = z.infer<typeof BulkRequest>

export const CountRequest = z.object({ customers: BulkCustomers })
export const CountResponse = z.object({ total: z.int() })
export type CountResponse = z.infer<typeof CountResponse>

/** How far a change to many customers has come. */
export const BulkResponse = z.object({
  id: z.uuid(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  total: z.int(),
  done: z.int(),
})
export type BulkResponse = z.infer<typeof BulkResponse>
