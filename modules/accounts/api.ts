import * as z from 'zod'

const Token = z.string().min(1).max(200)
const Email = z.email().max(200)
const Password = z.string().min(1).max(200)
const NewPassword = z.string().min(10).max(200)
const Name = z.string().trim().min(1).max(100)

export const SignInRequest = z.object({ email: Email, password: Password })
export type SignInRequest = z.infer<typeof SignInRequest>

/** A one-time link's token. */
export const LinkRequest = z.object({ token: Token })

/** Whether links can be mailed, and whether the link that was followed sets a password. */
export const ResetQuery = z.object({ token: Token.optional() })
export const ResetState = z.object({ canMail: z.boolean(), linkIsValid: z.boolean() })
export type ResetState = z.infer<typeof ResetState>

export const ForgotRequest = z.object({ email: Email })

export const ResetRequest = z.object({ token: Token, password: NewPassword })
export type ResetRequest = z.infer<typeof ResetRequest>

/** The signed-in person's own account. `pendingEmail` is an address that still has to be confirmed. */
export const AccountResponse = z.object({
  name: z.string(),
  email: z.string(),
  pendingEmail: z.string().nullable(),
  canMail: z.boolean(),
})
export type AccountResponse = z.infer<typeof AccountResponse>

export const NameRequest = z.object({ name: Name })

export const PasswordRequest = z.object({ password: Password, newPassword: NewPassword })
export type PasswordRequest = z.infer<typeof PasswordRequest>

export const EmailRequest = z.object({ password: Password, email: Email })
export type EmailRequest = z.infer<typeof EmailRequest>

/** 'asked': a link is on its way to the new address; 'changed': there is no mail here, so it holds at once. */
export const EmailResponse = z.object({ state: z.enum(['asked', 'changed', 'same']) })
export type EmailResponse = z.infer<typeof EmailResponse>

/** Where somebody is signed in. `agent` is the browser and the system ('Firefox, Windows'), `network` the address without its last part. */
export const SessionsResponse = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      agent: z.string().nullable(),
      network: z.string().nullable(),
      startedAt: z.iso.datetime(),
      usedAt: z.iso.datetime(),
      isThis: z.boolean(),
    }),
  ),
})
export type SessionsResponse = z.infer<typeof SessionsResponse>

export const SessionParams = z.object({ id: z.string().max(64) })

export const MemberParams = z.object({ userId: z.string().max(64) })

/** A link for somebody to copy and hand over. */
export const ResetLinkResponse = z.object({ url: z.string() })
export type ResetLinkResponse = z.infer<typeof ResetLinkResponse>
