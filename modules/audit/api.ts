import * as z from 'zod'
import { AUDIT_ACTIONS, AUDIT_GROUP_NAMES } from '#pure/audit-actions'

/** Who can have done something. A 'stranger' stood at the sign-in page; 'system' is the product itself. */
export const ACTOR_KINDS = ['member', 'token', 'customer', 'source', 'stranger', 'system'] as const

/** Which entries are wanted. */
export const AuditFilter = z.object({
  /** Whoever did it: an id, or a kind. */
  actor: z.string().min(1).max(100).optional(),
  group: z.enum(AUDIT_GROUP_NAMES).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** What it was done to, by its id. */
  subject: z.string().min(1).max(100).optional(),
  /** A network as entries show it: '192.0.2.0'. */
  network: z.string().min(1).max(60).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const AuditQuery = AuditFilter.extend({ cursor: z.string().max(300).optional() })
export type AuditQuery = z.infer<typeof AuditQuery>

export const AuditExportQuery = AuditFilter.extend({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  language: z.enum(['fa', 'en']).default('en'),
  workspace: z.uuid().optional(),
})
export type AuditExportQuery = z.infer<typeof AuditExportQuery>

const Named = z.object({
  kind: z.string(),
  id: z.string().nullable(),
  /** As it is called now: empty where it has no name, null for what is gone or may not be seen by who asks. */
  name: z.string().nullable(),
})

/** One act. */
export const AuditRow = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: Named,
  action: z.string(),
  subject: Named,
  address: z.string().nullable(),
  agent: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof AuditRow>

export const AuditPage = z.object({ rows: z.array(AuditRow), next: z.string().nullable() })
export type AuditPage = z.infer<typeof AuditPage>

/** People and programs to filter by. */
export const ActorsResponse = z.object({ rows: z.array(z.object({ kind: z.enum(['member', 'token']), id: z.string(), name: z.string() })) })
export type ActorsResponse = z.infer<typeof ActorsResponse>

/** How long the log is kept. The database keeps thirty days, whatever stands here. */
export const AuditSettings = z.object({ keepDays: z.int().min(30).max(36_500) })
export type AuditSettings = z.infer<typeof AuditSettings>
