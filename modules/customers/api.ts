import * as z from 'zod'

/** Minor units as text: JSON numbers lose digits past 2^53. Null when the shop's files carry no amounts. */
export const Minor = z.string().regex(/^-?\d+$/)

/**
 * Which customers a number stands for, as reports write it into links. Days are numbers (whole local days since 1970-01-01), months and periods
 * indices as in #pure/calendar. What depends on the report's date or the activity window carries it, so a link keeps meaning the same people.
 * `purchases:2`                     at least 2 purchases; `purchases:2:4` from 2 to 4
 * `cohort:persian:16785`            first bought in that month; `cohort:persian:16785:3` and bought again in the 3rd month after it
 * `returned-in:0:30`                second purchase 0 to 30 days after the first
 * `past-gap:<from>:<to>`            repeat customers whose next purchase was due, by their own mean gap, on a day from–to (pastGapDays)
 * `return-due:<from>:<to>`          exactly one purchase, on a day from–to (returnDueDays)
 * `first-day:<from>:<to>`           first purchase on a day from–to; `second-day:<from>:<to>` second purchase on a day from–to
 * `retention:gregorian:month:24131:retained`  part of a whole period: start | end | new | retained | wonBack | lost
 * `retention:gregorian:month:24131:retained:15316:90`  the same of the running period, which ends with the day 15316, at a window of 90 days
 */
export const CustomersBehind = z
  .string()
  .max(100)
  .regex(/^[a-zA-Z-]+(:[a-zA-Z0-9-]+)*$/)

export const FilterOp = z.enum([
  'is',
  'is_not',
  'contains',
  'any_of',
  'none_of',
  'at_least',
  'at_most',
  'between',
  'before',
  'after',
  'in_last',
  'not_in_last',
  'in_next',
  'in_period',
  'known',
  'unknown',
])
export type FilterOp = z.infer<typeof FilterOp>

const Scalar = z.union([z.string().max(500), z.number()])

/**
 * What is asked of one field: { "field": "purchases", "op": "at_least", "value": 2 }. GET /api/customers/fields lists fields and their operators.
 * Money is minor units as text, days are ISO days, days of `in_last`, `not_in_last` and `in_next` are counted from today in the workspace's time zone.
 * `in_period` takes today | yesterday | tomorrow, this_ | last_ | next_ with week, month, quarter or year; 'persian:this_year' chooses a calendar.
 * Some fields take more, as their `params` say: { "field": "did.tracked", "op": "at_least", "value": 3, "with": { "event": ["Product Viewed"], "when": 30 } }.
 */
export const FieldCondition = z.strictObject({
  field: z.string().min(1).max(200),
  op: FilterOp,
  value: z.union([Scalar, z.boolean(), z.null(), z.array(Scalar).max(200)]).optional(),
  with: z.record(z.string().max(50), z.union([Scalar, z.array(Scalar).max(200)])).optional(),
})
export type FieldCondition = z.infer<typeof FieldCondition>

/** Which customers are meant: conditions on fields, joined by all, any and not. */
export type Condition =
  | FieldCondition
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

const MOST_LEVELS = 10
const MOST_FIELDS = 100
const Joined = z
  .array(z.lazy(() => AnyCondition))
  .min(1)
  .max(MOST_FIELDS)
const AnyCondition: z.ZodType<Condition> = z.union([
  FieldCondition,
  z.strictObject({ all: Joined }),
  z.strictObject({ any: Joined }),
  z.strictObject({ not: z.lazy(() => AnyCondition) }),
])

/** At most ten levels deep, with at most a hundred fields; that is looked at first, so that no text is too deep to read. */
export const Condition: z.ZodType<Condition> = z
  .unknown()
  .refine(isOfBoundedSize, { abort: true })
  .pipe(AnyCondition)
  .meta({ id: 'Condition' })

function isOfBoundedSize(given: unknown): boolean {
  let level: unknown[] = [given]
  let fields = 0
  for (let depth = 0; level.length > 0; depth++) {
    const inner = level.flatMap((each): unknown[] => {
      if (typeof each !== 'object' || each === null) return []
      if ('field' in each) fields += 1
      if ('all' in each && Array.isArray(each.all)) return each.all
      if ('any' in each && Array.isArray(each.any)) return each.any
      return 'not' in each ? [each.not] : []
    })
    if (depth >= MOST_LEVELS || fields > MOST_FIELDS) return false
    level = inner
  }
  return true
}

/** A condition as JSON in a URL. */
export const ConditionText = z.string().max(20_000).transform(parsedJson).pipe(Condition)

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What a list can be sorted by, besides `-` for the other direction. */
export const SORT_KEYS = ['last', 'first', 'purchases', 'revenue', 'name', 'created'] as const
export type SortKey = (typeof SORT_KEYS)[number]

export const CustomersQuery = z.object({
  search: z.string().max(200).optional(),
  behind: CustomersBehind.optional(),
  filter: ConditionText.optional(),
  /** Browsers that have not said who they are, left out unless asked for. */
  visitors: z.enum(['with', 'only']).optional(),
  /** Columns beside the customer's own, by name: 'stage,attribute.size'. */
  columns: z
    .string()
    .max(2000)
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .optional(),
  sort: z.enum(SORT_KEYS.flatMap((key) => [key, `-${key}`] as const)).default('-last'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CustomersQuery = z.infer<typeof CustomersQuery>

export const CustomerRow = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  country: z.string().nullable(),
  purchases: z.int(),
  revenue: Minor.nullable(),
  refunds: z.int(),
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
})
export type CustomerRow = z.infer<typeof CustomerRow>

/** A customer as lists show it. */
export const ListedCustomer = CustomerRow.extend({
  kind: z.enum(['person', 'business']),
  trade: z.enum(['end', 'reseller']),
  city: z.string().nullable(),
  language: z.string().nullable(),
  tags: z.array(z.string()),
  acquisition: z.string().nullable(),
  ownerId: z.string().nullable(),
  isVisitor: z.boolean(),
  refunded: Minor.nullable(),
  usualGapDays: z.number().nullable(),
  createdAt: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable(),
  /** Values of the columns that were asked for, by name. */
  more: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type ListedCustomer = z.infer<typeof ListedCustomer>

export const CustomersPage = z.object({
  rows: z.array(ListedCustomer),
  next: z.string().nullable(),
  total: z.int(),
  /** Whether there are more than `total`: beyond a hundred thousand, lists that take long to count are not counted to the end. */
  hasMoreThanTotal: z.boolean(),
})
export type CustomersPage = z.infer<typeof CustomersPage>

/** One way to reach or to recognise a person. What the reader may not see in full is shown in part. */
export const CustomerIdentifier = z.object({
  id: z.string(),
  kind: z.enum(['external', 'phone', 'email', 'anonymous', 'telegram', 'bale', 'instagram', 'device']),
  /** The space of ids that it belongs to; '' is the shop's own. */
  source: z.string(),
  value: z.string(),
  isVerified: z.boolean(),
  /** The phone and the e-mail that are used first. */
  isPrimary: z.boolean(),
  /** Finds this customer; a contact that somebody else had first does not. */
  recognises: z.boolean(),
})
export type CustomerIdentifier = z.infer<typeof CustomerIdentifier>

/** One customer: who, with first numbers; orders are asked for separately. */
export const CustomerResponse = CustomerRow.extend({
  refunded: Minor.nullable(),
  /** Mean days between purchases. */
  usualGapDays: z.number().nullable(),
  returnDays: z.int().nullable(),
  daysSinceLast: z.int().nullable(),
  createdAt: z.iso.datetime(),
  kind: z.enum(['person', 'business']),
  trade: z.enum(['end', 'reseller']),
  city: z.string().nullable(),
  language: z.string().nullable(),
  /** 'yyyy-mm-dd', or '--mm-dd' without a year, in its calendar. */
  birthday: z.object({ date: z.string(), calendar: z.enum(['gregorian', 'persian']) }).nullable(),
  acquisition: z.string().nullable(),
  ownerId: z.string().nullable(),
  paymentTermsDays: z.int().nullable(),
  tags: z.array(z.string()),
  /** Values of the workspace's own attributes, by key. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  identifiers: z.array(CustomerIdentifier),
  /** The profiles that make up this person; the first is the customer's own id. */
  profileIds: z.array(z.uuid()),
  isVisitor: z.boolean(),
  /** Phones and addresses are shown in part. */
  isMasked: z.boolean(),
  seenAt: z.iso.datetime().nullable(),
  erasedAt: z.iso.datetime().nullable(),
})
export type CustomerResponse = z.infer<typeof CustomerResponse>

export const IdParam = z.object({ id: z.uuid() })
const Ids = z
  .string()
  .max(20_000)
  .transform((text) => text.split(',').filter((id) => id !== ''))
  .pipe(z.array(z.uuid()))
export const ExportFormat = z.enum(['csv', 'xlsx'])
export const CustomersExportQuery = CustomersQuery.omit({ cursor: true, limit: true, columns: true }).extend({
  format: ExportFormat,
  language: z.enum(['fa', 'en']),
  /** All columns of the file, in their order; the usual ones when not given. */
  shown: z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .optional(),
  /** Only these of them, or all but these. */
  ids: Ids.optional(),
  except: Ids.optional(),
})

/** Somebody who came in person or called: at least a name, a phone or an e-mail. `anyway` adds them though another customer has the same contact. */
export const NewCustomer = z
  .strictObject({
    name: z.string().trim().min(1).max(200).nullable().default(null),
    kind: z.enum(['person', 'business']).default('person'),
    phone: z.string().trim().min(1).max(60).nullable().default(null),
    email: z.string().trim().min(1).max(320).nullable().default(null),
    anyway: z.boolean().default(false),
  })
  .refine(({ name, phone, email }) => name !== null || phone !== null || email !== null)
export type NewCustomer = z.infer<typeof NewCustomer>
export const CreatedCustomer = z.object({ id: z.uuid() })
