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

/** The word that leads to a workspace in addresses: small Latin letters, digits and single hyphens. */
export const Handle = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .min(2)
  .max(40)

/** What can be changed; handle and colour stay as they are when left out. */
export const WorkspaceRequest = WorkspaceSettings.extend({
  handle: Handle.optional(),
  /** The shop's own colour, or null for none. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .optional(),
})
export type WorkspaceRequest = z.infer<typeof WorkspaceRequest>

export const WorkspaceResponse = WorkspaceSettings.extend({
  id: z.uuid(),
  handle: z.string(),
  accent: z.string().nullable(),
  /** What the address of the logo ends in: /p/logo/ID/LOGO. */
  logo: z.string().nullable(),
})
export type WorkspaceResponse = z.infer<typeof WorkspaceResponse>

/** How a person reads, in every workspace. */
export const Preferences = z.object({
  /** The workspace's language when null. */
  language: z.enum(['fa', 'en']).nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Those of the language, or the same in both. */
  digits: z.enum(['language', 'latin', 'persian']),
  calendar: z.enum(['workspace', 'gregorian', 'persian']),
})
export type Preferences = z.infer<typeof Preferences>

/** Who is signed in, where, and what they may do. */
export const SessionResponse = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  preferences: Preferences,
  /** Whether they have a second step at sign-in, and whether this workspace lets nobody in without one. */
  secondFactor: z.object({ isOn: z.boolean(), isRequired: z.boolean() }),
  /** The name of a role of ours, or the id of one of the workspace's own. */
  role: z.string(),
  /** What the workspace calls a role of its own; null for ours. */
  roleName: z.string().nullable(),
  permissions: z.array(z.string()),
  workspace: WorkspaceResponse,
  /** Everything is deleted on this day, unless an owner keeps it; null for a shop that is open. */
  closing: z.object({ closedAt: z.iso.datetime(), deleteAt: z.iso.datetime(), by: z.string().nullable() }).nullable(),
  workspaces: z.array(
    z.object({ id: z.uuid(), name: z.string(), handle: z.string(), accent: z.string().nullable(), logo: z.string().nullable() }),
  ),
  development: z.boolean(),
})
export type SessionResponse = z.infer<typeof SessionResponse>

/** Whether nobody works here without a second step at sign-in, and how many members have one. */
export const SecondFactorRequirement = z.object({ isRequired: z.boolean(), having: z.int(), lacking: z.int() })
export type SecondFactorRequirement = z.infer<typeof SecondFactorRequirement>

export const RequirementRequest = z.object({ isRequired: z.boolean() })
export type RequirementRequest = z.infer<typeof RequirementRequest>

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

/** Who works here: for choosing the member in charge and for mentions. */
export const MembersResponse = z.object({
  /** `role` is the name of a role of ours, or the id of one of the workspace's own, which `roleName` calls as the workspace does. */
  rows: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), roleName: z.string().nullable() })),
})
export type MembersResponse = z.infer<typeof MembersResponse>
