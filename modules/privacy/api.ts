import * as z from 'zod'
import { Condition, CustomersBehind } from '#api/customers'

export const IdParam = z.object({ id: z.uuid() })

export const ERASURE_REASONS = ['own_wish', 'closed_account', 'unlawful', 'other'] as const
export const ErasureReason = z.enum(ERASURE_REASONS)
export type ErasureReason = z.infer<typeof ErasureReason>

const Counts = z.record(z.string(), z.int())
export const Certificate = z.object({ deleted: Counts, anonymised: Counts, hash: z.string() })
export type Certificate = z.infer<typeof Certificate>

export const ErasureRequest = z.object({ customerId: z.uuid(), reason: ErasureReason })
export const ErasureRow = z.object({
  id: z.uuid(),
  customerId: z.uuid(),
  state: z.enum(['requested', 'done', 'refused', 'cancelled']),
  requestedBy: z.string(),
  requestedByName: z.string().nullable(),
  reason: ErasureReason,
  requestedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  certificate: Certificate.nullable(),
  /** The printable page; null until it is done. */
  page: z.string().nullable(),
})
export type ErasureRow = z.infer<typeof ErasureRow>
export const ErasuresResponse = z.object({ rows: z.array(ErasureRow) })
export type ErasuresResponse = z.infer<typeof ErasuresResponse>

export const RetentionRow = z.object({
  kind: z.string(),
  days: z.int().nullable(),
  defaultDays: z.int().nullable(),
  lastPurgedAt: z.iso.datetime().nullable(),
  lastRemoved: z.int().nullable(),
})
export type RetentionRow = z.infer<typeof RetentionRow>
export const PrivacySettings = z.object({ eraseAfterDays: z.int().min(0).max(30) })
export const SettingsResponse = PrivacySettings.extend({ retention: z.array(RetentionRow), canMail: z.boolean() })
export type SettingsResponse = z.infer<typeof SettingsResponse>
export const KindParam = z.object({ kind: z.string().regex(/^[a-z_.]{1,60}$/) })
export const RetentionRequest = z.object({ days: z.int().min(1).max(36_500).nullable() })

/** Those whom something happened to: all customers, whoever meets a condition, what a list shows but a few, or customers one by one. */
export const Affected = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ filter: Condition }),
  z.strictObject({
    wanted: z.object({ search: z.string().max(200).optional(), behind: CustomersBehind.optional(), filter: Condition.optional() }),
    except: z.array(z.uuid()).max(5000).default([]),
  }),
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
])
export type Affected = z.infer<typeof Affected>
export const AffectedRequest = z.object({ affected: Affected })
export const AffectedResponse = z.object({ customers: z.int(), byEmail: z.int(), byHand: z.int() })
export type AffectedResponse = z.infer<typeof AffectedResponse>

const Text = z.string().trim().min(20).max(5000)
export const IncidentRequest = z.object({
  title: z.string().trim().min(1).max(200),
  happenedAt: z.iso.date(),
  textFa: Text,
  textEn: Text,
  affected: Affected,
})
export type IncidentRequest = z.infer<typeof IncidentRequest>
export const IncidentRow = z.object({
  id: z.uuid(),
  title: z.string(),
  happenedAt: z.iso.datetime(),
  toldAt: z.iso.datetime(),
  toldBy: z.string().nullable(),
  byEmail: z.int(),
  byHand: z.int(),
  letters: z.object({ waiting: z.int(), sent: z.int(), failed: z.int() }),
})
export type IncidentRow = z.infer<typeof IncidentRow>
export const IncidentsResponse = z.object({ rows: z.array(IncidentRow) })
export type IncidentsResponse = z.infer<typeof IncidentsResponse>
export const Made = z.object({ id: z.uuid() })

export const ExportQuery = z.object({
  format: z.enum(['json', 'html']),
  language: z.enum(['fa', 'en']).default('en'),
  workspace: z.uuid().optional(),
})
export const ListExportQuery = z.object({ language: z.enum(['fa', 'en']).default('en'), workspace: z.uuid().optional() })
