import * as z from 'zod'

/** Somebody asked to work here who has not come yet. */
export const Invitation = z.object({
  id: z.uuid(),
  /** Whose it is; null where whoever holds the link may take it. */
  email: z.string().nullable(),
  role: z.string(),
  roleName: z.string().nullable(),
  invitedBy: z.string().nullable(),
  invitedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isExpired: z.boolean(),
  /** When its letter was last put on its way; null where the link was handed over. */
  mailedAt: z.iso.datetime().nullable(),
})
export type Invitation = z.infer<typeof Invitation>

export const InvitationsResponse = z.object({
  rows: z.array(Invitation),
  /** Whether letters leave this building: where not, links are to be copied. */
  canMail: z.boolean(),
})
export type InvitationsResponse = z.infer<typeof InvitationsResponse>

export const InvitationRequest = z.object({
  email: z.email().max(200).nullable(),
  role: z.string().min(1).max(60),
  /** What the letter and the page speak. */
  language: z.enum(['fa', 'en']),
})
export type InvitationRequest = z.infer<typeof InvitationRequest>

/** An invitation with its link, which is in this answer only. */
export const InvitationLink = z.object({ invitation: Invitation, link: z.string() })
export type InvitationLink = z.infer<typeof InvitationLink>

export const InvitationParams = z.object({ id: z.uuid() })

const Token = z.string().min(1).max(200)

export const InvitationQuery = z.object({ token: Token })

/** What the page of an invitation says to whoever opens its link. */
export const InvitationView = z.object({
  shop: z.string(),
  /** The word that leads there: /in/HANDLE. */
  handle: z.string(),
  language: z.enum(['fa', 'en']),
  role: z.string(),
  roleName: z.string().nullable(),
  invitedBy: z.string().nullable(),
  email: z.string().nullable(),
  /** Who is signed in here; null when nobody is. */
  visitor: z.object({ name: z.string(), email: z.string() }).nullable(),
  /** Why it cannot be taken, by this visitor or at all; null when it can. */
  refusal: z
    .enum([
      'workspaces.already_member',
      'workspaces.invitation_used',
      'workspaces.invitation_revoked',
      'workspaces.invitation_expired',
      'workspaces.invitation_for_another',
    ])
    .nullable(),
})
export type InvitationView = z.infer<typeof InvitationView>

export const AcceptanceRequest = z.object({ token: Token })

/** How somebody without an account comes in. */
export const NewcomerRequest = z.object({
  token: Token,
  name: z.string().trim().min(1).max(100),
  /** Left out where the invitation says it. */
  email: z.email().max(200).optional(),
  password: z.string().min(10).max(200),
})
export type NewcomerRequest = z.infer<typeof NewcomerRequest>

/** Where whoever took an invitation now works. */
export const AcceptanceResponse = z.object({
  workspaceId: z.uuid(),
  /** The word that leads there: /in/HANDLE. */
  handle: z.string(),
})
export type AcceptanceResponse = z.infer<typeof AcceptanceResponse>
