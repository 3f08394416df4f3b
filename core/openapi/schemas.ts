import * as z from 'zod'
import type { JsonSchema } from '#core/openapi/example'

/** A schema as what is sent ('input') or what is answered ('output'); what JSON Schema cannot say is left open. Its references stay inside it. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, '~standard': _own, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return rest
}

/** The same schema at home in a document: what it refers to within itself is put among the document's shared schemas, under its name. */
export function hoisted(schema: JsonSchema, name: string, shared: Record<string, JsonSchema>): JsonSchema {
  const { $defs, ...own } = schema
  const home = `#/components/schemas/${name}`
  const moved = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(moved)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === '$ref' ? movedRef(value) : moved(value)]))
  }
  const movedRef = (ref: unknown) => (ref === '#' ? home : String(ref).replace('#/$defs/', `${home}.`))
  const movedSchema = (part: unknown): JsonSchema => Object(moved(part))
  for (const [key, def] of Object.entries(Object($defs))) shared[`${name}.${key}`] = movedSchema(def)
  if (!JSON.stringify(schema).includes('"$ref":"#"')) return movedSchema(own)
  shared[name] = movedSchema(own)
  return { $ref: home }
}
