import * as z from 'zod'
import type { JsonSchema } from '#core/openapi/example'

/** A schema as what is sent ('input') or what is answered ('output'); what JSON Schema cannot say is left open. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return plain(rest)
}

/** Without what zod adds for its own use ("~standard"). */
function plain(schema: object): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !key.startsWith('~')))
}
