import * as z from 'zod'
import { Channel } from '#api/consent'

/** What a column may hold. */
export const COLUMN_ROLES = [
  'customerId',
  'customerName',
  'phone',
  'email',
  'orderNumber',
  'date',
  'time',
  'amount',
  'quantity',
  'price',
  'discount',
  'productCode',
  'productName',
  'category',
  'paymentMethod',
  'shippingMethod',
  'channel',
  'country',
  'status',
] as const
export const ColumnRole = z.enum(COLUMN_ROLES)
export type ColumnRole = z.infer<typeof ColumnRole>

/** How the dates of a column are written; found over the whole column, never row by row. */
export const DateStyle = z.enum(['iso', 'dmy', 'mdy', 'compact', 'persian-ymd', 'persian-dmy', 'excel', 'unix', 'unix-ms'])
export type DateStyle = z.infer<typeof DateStyle>

/** The unit that amounts are written in: 'IRT' is the Toman (ten Rials), all others are ISO 4217. */
export const MoneyUnit = z.string().regex(/^[A-Z]{3}$/)

/** Fields of the customer that a column may hold beside the order. */
export const CUSTOMER_FACTS = ['city', 'birthday', 'language', 'tags', 'acquisition'] as const
/** One of them, or an attribute of the shop's own by its key. */
export const CustomerFact = z.string().regex(/^(?:city|birthday|language|tags|acquisition|attribute\.[\w-]{1,60})$/)

/** Who of a file's people agreed to be written to, and where they said so. */
export const ImportConsent = z.object({
  /** The column that says yes or no; null when everybody in the file agreed. */
  column: z.int().min(0).max(999).nullable(),
  purpose: z.string().min(1).max(60),
  channels: z.array(Channel).min(1),
  /** Where and how they agreed, in the shop's words: it is kept as proof. */
  source: z.string().trim().min(3).max(300),
})
export type ImportConsent = z.infer<typeof ImportConsent>

/** Everything needed to read the file the same way again. */
export const ImportPlan = z.object({
  hasHeadings: z.boolean(),
  /** Column index (from 0) of each role that the file has. */
  columns: z.partialRecord(ColumnRole, z.int().min(0).max(999)),
  /** Column index of what the file says about customers themselves. */
  facts: z.record(CustomerFact, z.int().min(0).max(999)).optional(),
  consent: ImportConsent.nullable().optional(),
  dateStyle: DateStyle,
  moneyUnit: MoneyUnit,
  /** Reads 1.234,50 rather than 1,234.50; found from the values. */
  decimalComma: z.boolean(),
})
export type ImportPlan = z.infer<typeof ImportPlan>

/** Why a plan cannot be run yet; empty when it can. */
export const PlanProblem = z.enum(['no_customer_column', 'no_date_column', 'column_used_twice', 'amount_and_price', 'other_currency'])
export type PlanProblem = z.infer<typeof PlanProblem>

/** The file as the plan reads it: raw columns, and the first rows as they would come in. */
export const ImportPreview = z.object({
  plan: ImportPlan,
  problems: z.array(PlanProblem),
  /** True when the columns come from an earlier import with the same headings. */
  remembered: z.boolean(),
  columns: z.array(z.object({ index: z.int(), heading: z.string().nullable(), samples: z.array(z.string()), role: ColumnRole.nullable() })),
  rows: z.array(
    z.object({
      line: z.int(),
      skipped: z.string().nullable(),
      customer: z.string().nullable(),
      number: z.string().nullable(),
      orderedAt: z.iso.datetime().nullable(),
      amount: z.string().nullable(),
      product: z.string().nullable(),
    }),
  ),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const SkipReason = z.enum(['no_customer', 'no_date', 'bad_date', 'bad_amount', 'too_few_columns', 'empty_row', 'too_long'])
export type SkipReason = z.infer<typeof SkipReason>

export const ImportProgress = z.object({
  stage: z.enum(['reading', 'customers', 'orders', 'counting']),
  rows: z.int(),
  bytes: z.number(),
  /** 0 to 1 over all stages. */
  share: z.number(),
  rowsPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

export const ImportResult = z.object({
  rows: z.int(),
  used: z.int(),
  skipped: z.array(z.object({ reason: SkipReason, rows: z.int() })),
  orders: z.object({ created: z.int(), changed: z.int(), same: z.int() }),
  customers: z.object({ created: z.int() }),
  refunds: z.int(),
  /** Rows that name people who were erased: their name, phone and e-mail were left out. */
  erased: z.int().default(0),
  /** Purchases of the file by date; null when it has none. */
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
})
export type ImportResult = z.infer<typeof ImportResult>

export const ImportResponse = z.object({
  id: z.uuid(),
  status: z.enum(['uploaded', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone']),
  fileName: z.string(),
  fileBytes: z.number(),
  source: z.string(),
  progress: ImportProgress.nullable(),
  result: ImportResult.nullable(),
  /** An error code to translate. */
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type ImportResponse = z.infer<typeof ImportResponse>

export const ImportsResponse = z.object({ rows: z.array(ImportResponse) })
export const ImportWithPreview = z.object({ import: ImportResponse, preview: ImportPreview })
export type ImportWithPreview = z.infer<typeof ImportWithPreview>

export const SkippedRow = z.object({ line: z.int(), reason: SkipReason, cells: z.array(z.string()) })
export const SkippedResponse = z.object({ rows: z.array(SkippedRow), total: z.int() })
export type SkippedResponse = z.infer<typeof SkippedResponse>
