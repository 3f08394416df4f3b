import type * as z from 'zod'
import { exampleOf, type JsonSchema } from '#core/openapi/example'
import { jsonSchemaOf } from '#core/openapi/schemas'
import { messageSchema, PING, PingData, PUBLIC_EVENTS } from './public-events.ts'

interface EventShown {
  readonly name: string
  readonly schema: JsonSchema
  readonly example: Record<string, unknown>
}

/** Every event that can be sent, with its message's schema and an example. */
export function describeEvents(): EventShown[] {
  return [...Object.entries(PUBLIC_EVENTS), [PING, PingData] as const].map(([name, data]) => describe(name, messageSchema(name, data)))
}

function describe(name: string, message: z.ZodType): EventShown {
  const schema = jsonSchemaOf(message, 'output')
  return { name, schema, example: Object.fromEntries(Object.entries(Object(exampleOf(schema)))) }
}
