import * as z from 'zod'

/** What a token is and may do; never the key itself, of which only the last letters are known. */
export const Token = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  /** Of the scopes, those that the creator has lost meanwhile: they give nothing. */
  lostScopes: z.array(z.string()),
  hint: z.string(),
  state: z.enum(['active', 'expired', 'revoked', 'creator_gone']),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Until when the key before the last rotation still works; null when there is none. */
  oldKeyUntil: z.iso.datetime().nullable(),
})
export type Token = z.infer<typeof Token>

export const TokensResponse = z.object({
  rows: z.array(Token),
  /** What the caller may give to a new token. */
  scopes: z.array(z.string()),
})
export type TokensResponse = z.infer<typeof TokensResponse>

export const TokenRequest = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.string().max(60)).min(1).max(200),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
})
export type TokenRequest = z.infer<typeof TokenRequest>

/** A new key, shown this once. */
export const NewKey = z.object({ token: Token, key: z.string() })
export type NewKey = z.infer<typeof NewKey>

export const RotationRequest = z.object({
  /** How long the key so far goes on working. */
  oldKeyHours: z.int().min(0).max(720),
})
export type RotationRequest = z.infer<typeof RotationRequest>

export const TokenParams = z.object({ id: z.uuid() })
