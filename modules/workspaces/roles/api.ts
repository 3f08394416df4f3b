import * as z from 'zod'

/** A role: one of ours, the same in every workspace, or one that this workspace made. */
export const Role = z.object({
  /** 'owner', 'manager', … or the id of one of the workspace's own. */
  id: z.string(),
  /** What the workspace calls its own; null for ours, whose names stand in the reader's words. */
  name: z.string().nullable(),
  /** What it lets do, as far as the product knows it. */
  permissions: z.array(z.string()),
  /** How many members have it. */
  members: z.int(),
  /** How many invitations promise it. */
  invitations: z.int(),
})
export type Role = z.infer<typeof Role>

export const RolesResponse = z.object({
  /** Ours first, from the one that may most; then the workspace's own by name. */
  rows: z.array(Role),
})
export type RolesResponse = z.infer<typeof RolesResponse>

export const RoleRequest = z.object({
  name: z.string().trim().min(1).max(60),
  /** Those that every role has are added: 'workspaces:read' and 'live:read'. */
  permissions: z.array(z.string().max(60)).max(200),
})
export type RoleRequest = z.infer<typeof RoleRequest>

export const RoleParams = z.object({ id: z.string().min(1).max(60) })

/** Who has the role, or is invited to it, gets this one. */
export const RoleSuccessor = z.object({ successor: z.string().min(1).max(60).optional() })
