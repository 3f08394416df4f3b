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

export const CustomersQuery = z.object({
  search: z.string().max(200).optional(),
  behind: CustomersBehind.optional(),
  sort: z.enum(['last', '-last', 'first', '-first', 'name', '-name', 'purchases', '-purchases', 'revenue', '-revenue']).default('-last'),
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

export const CustomersPage = z.object({ rows: z.array(CustomerRow), next: z.string().nullable(), total: z.int() })
export type CustomersPage = z.infer<typeof CustomersPage>

/** One customer with first numbers; orders are asked for separately. */
export const CustomerResponse = CustomerRow.extend({
  refunded: Minor.nullable(),
  /** Mean days between purchases. */
  usualGapDays: z.number().nullable(),
  returnDays: z.int().nullable(),
  daysSinceLast: z.int().nullable(),
  createdAt: z.iso.datetime(),
})
export type CustomerResponse = z.infer<typeof CustomerResponse>

export const IdParam = z.object({ id: z.uuid() })
export const ExportFormat = z.enum(['csv', 'xlsx'])
export const CustomersExportQuery = CustomersQuery.omit({ cursor: true, limit: true }).extend({
  format: ExportFormat,
  language: z.enum(['fa', 'en']),
})
