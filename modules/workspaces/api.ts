import * as z from 'zod'

/** Settings of a workspace as a person sees and sets them. */
export const WorkspaceSettings = z.object({
  name: z.string().trim().min(1).max(100),
  language: z.enum(['fa', 'en']),
  timeZone: z.string().min(1).max(64),
  currency: z.string().regex(/^[A-Z]{3}$/),
  moneyDisplay: z.enum(['toman', 'rial']),
  calendar: z.enum(['gregorian', 'persian']),
  /** 1 is Monday … 6 Saturday, 7 Sunday. */
  weekStart: z.int().min(1).max(7),
})
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>

export const WorkspaceResponse = WorkspaceSettings.extend({ id: z.uuid() })
export type WorkspaceResponse = z.infer<typeof WorkspaceResponse>

/** Who is signed in, where, and what they may do. */
export const SessionResponse = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  /** The member's own choice; the workspace's language when null. */
  language: z.enum(['fa', 'en']).nullable(),
  role: z.enum(['owner', 'manager', 'marketer', 'agent', 'viewer']),
  permissions: z.array(z.string()),
  workspace: WorkspaceResponse,
  workspaces: z.array(z.object({ id: z.uuid(), name: z.string() })),
  development: z.boolean(),
})
export type SessionResponse = z.infer<typeof SessionResponse>

/** What the first page needs to know before anyone is signed in. */
export const SetupState = z.object({ needsOwner: z.boolean(), linkIsValid: z.boolean() })
export type SetupState = z.infer<typeof SetupState>

export const SetupQuery = z.object({ token: z.string().max(200).optional() })

/** Creates the owner and the first workspace; the token comes from the link printed at first start. */
export const SetupRequest = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  password: z.string().min(10).max(200),
  workspace: WorkspaceSettings,
})
export type SetupRequest = z.infer<typeof SetupRequest>

/** The one-time link that `bazgasht user link` prints. */
export const LinkRequest = z.object({ token: z.string().min(1).max(200) })

export const LanguageRequest = z.object({ language: z.enum(['fa', 'en']) })
export type LanguageRequest = z.infer<typeof LanguageRequest>

/** Who works here: for choosing the member in charge and for mentions. */
export const MembersResponse = z.object({
  rows: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(['owner', 'manager', 'marketer', 'agent', 'viewer']) })),
})
export type MembersResponse = z.infer<typeof MembersResponse>
