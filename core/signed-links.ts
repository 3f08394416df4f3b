import { createHmac } from 'node:crypto'
import type * as z from 'zod'
import { sameText } from '#core/secret-keys'

/**
 * A token that only this server can have made: what it says, readable, and a signature over it and its purpose. It needs no row in the database;
 * what it allows must therefore be asked of the database when it is used.
 */
export function signToken(secret: string, purpose: string, says: readonly (string | number)[]): string {
  const text = Buffer.from(JSON.stringify(says)).toString('base64url')
  return `${text}.${signature(secret, purpose, text)}`
}

/** What a token of this purpose says; null when it was not signed here or says something else. */
export function readToken<T>(secret: string, purpose: string, schema: z.ZodType<T>, token: string): T | null {
  const [text = '', given = ''] = token.split('.')
  if (!sameText(given, signature(secret, purpose, text))) return null
  return schema.safeParse(parsed(Buffer.from(text, 'base64url').toString())).data ?? null
}

function signature(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
