import * as z from 'zod'

const Token = z.string().min(1).max(200)
const Email = z.email().max(200)

export const SignInRequest = z.object({ email: Email, password: z.string().min(1).max(200) })
export type SignInRequest = z.infer<typeof SignInRequest>

/** A one-time link's token. */
export const LinkRequest = z.object({ token: Token })
