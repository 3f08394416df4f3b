import type * as z from 'zod'
import { invalid } from '#core/errors'

/** A place in a list as text for a URL. */
export function writeCursor(place: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place that writeCursor wrote; refuses anything that the schema does not accept. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string): T {
  const result = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()))
  if (!result.success) throw invalid('core.invalid_input', { fields: ['query.cursor'] })
  return result.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
