/** A JSON Schema, as zod writes it. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** How deep schemas that contain themselves are followed. */
const DEEPEST = 6

/** Words that a reader expects behind a name; the first that the schema accepts is taken. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  name: ['Sara Ahmadi'],
  email: ['sara@example.com'],
  phone: ['+989121234567'],
  currency: ['IRR'],
  country: ['IR'],
  city: ['Shiraz'],
  language: ['fa'],
  timeZone: ['Asia/Tehran'],
  url: ['https://shop.example.com/webhooks'],
  link: ['https://shop.example.com/p/consent'],
  number: ['1042'],
  total: ['12500000'],
  amount: ['12500000'],
  revenue: ['48000000'],
  price: ['6250000'],
  event: ['order.placed'],
  source: ['shop'],
  platform: ['woocommerce'],
  text: ['Prefers to be called in the afternoon.'],
  description: ['Warehouse'],
  title: ['Buys for her children'],
  code: ['A-17'],
  state: ['active'],
  scopes: ['orders:read'],
  lostScopes: ['orders:read'],
  hint: ['7a10'],
  createdBy: ['Sara Ahmadi'],
  key: ['bz_t_AZnToFssfDGaRDwfXgt6EA_0f1e…'],
  secret: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
}

/** Tried in turn where the name says nothing. */
const TEXTS = [
  'text',
  '1250',
  'IRR',
  'fa',
  'A-17',
  'order.placed',
  '2026-03-21',
  '2026-03',
  '03-21',
  '--03-21',
  '1370-07-05',
  '10:30',
  '+989121234567',
  'sara@example.com',
  'https://shop.example.com',
  '#0e7c86',
  'purchases:2',
  'size',
  'city',
  'a'.repeat(32),
]

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '0199d3a0-5b2c-7c31-9a44-3c1f5e0b7a10',
  'date-time': '2026-03-21T09:30:00.000Z',
  date: '2026-03-21',
  time: '10:30:00',
  email: 'sara@example.com',
  uri: 'https://shop.example.com',
}

const CONDITION = { field: 'purchases', op: 'at_least', value: 2 }
/** What stands behind names whose schema says nothing. */
const OPEN: Readonly<Record<string, unknown>> = { filter: CONDITION, condition: CONDITION }

/** A value that the schema accepts and a reader understands; pure, so that the document is the same every time. `name` is what the value is called. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  return valueOf(schema, { root: schema, name, depth: 0 })
}

interface Place {
  readonly root: JsonSchema
  readonly name: string
  readonly depth: number
}

function valueOf(schema: JsonSchema, place: Place): unknown {
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if ('default' in schema && schema.default !== null) return schema.default
  if (typeof schema.$ref === 'string') return place.depth > DEEPEST ? null : valueOf(resolved(schema.$ref, place.root), deeper(place))
  const choices = listOf(schema.anyOf ?? schema.oneOf)
  if (choices.length > 0) return valueOf(choices.find((choice) => choice.type !== 'null') ?? {}, deeper(place))
  const parts = listOf(schema.allOf)
  if (parts.length > 0) return Object.assign({}, ...parts.map((part) => valueOf(part, place)))
  return byType(schema, place)
}

function byType(schema: JsonSchema, place: Place): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type
  if (type === 'string') return textOf(schema, place.name)
  if (type === 'integer' || type === 'number') return numberOf(schema)
  if (type === 'boolean') return true
  if (type === 'array') return listExample(schema, place)
  if (type === 'object') return objectOf(schema, place)
  return type === 'null' ? null : (OPEN[place.name] ?? {})
}

function textOf({ format, pattern, minLength, maxLength }: JsonSchema, name: string): string {
  const formatted = typeof format === 'string' ? BY_FORMAT[format] : undefined
  if (formatted !== undefined) return formatted
  const fits = (text: string) =>
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) &&
    (typeof minLength !== 'number' || text.length >= minLength) &&
    (typeof maxLength !== 'number' || text.length <= maxLength)
  return [...(BY_NAME[name] ?? []), ...TEXTS].find(fits) ?? ''
}

function numberOf({ minimum, maximum, exclusiveMinimum, multipleOf }: JsonSchema): number {
  const least = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 0
  const most = typeof maximum === 'number' ? maximum : Infinity
  const usual = typeof multipleOf === 'number' ? multipleOf : 3
  return usual < least || usual > most ? least : usual
}

function listExample({ items, prefixItems, minItems }: JsonSchema, place: Place): unknown[] {
  const tuple = listOf(prefixItems)
  if (tuple.length > 0) return tuple.map((item) => valueOf(item, deeper(place)))
  if (place.depth > DEEPEST && !minItems) return []
  return isSchema(items) ? [valueOf(items, deeper(place))] : []
}

function objectOf({ properties, propertyNames, additionalProperties, required }: JsonSchema, place: Place): Record<string, unknown> {
  if (isSchema(properties)) {
    const needed = Array.isArray(required) ? required : []
    const entries = Object.entries(properties).filter(([name]) => place.depth <= DEEPEST || needed.includes(name))
    return Object.fromEntries(entries.map(([name, value]) => [name, isSchema(value) ? valueOf(value, { ...deeper(place), name }) : null]))
  }
  if (!isSchema(additionalProperties) || Object.keys(additionalProperties).length === 0) return {}
  const key = isSchema(propertyNames) ? String(valueOf({ type: 'string', ...propertyNames }, deeper(place))) : 'size'
  return { [key]: valueOf(additionalProperties, deeper(place)) }
}

function resolved(ref: string, root: JsonSchema): JsonSchema {
  const path = ref.replace(/^#\/?/, '').split('/').filter(Boolean)
  let found: unknown = root
  for (const step of path) found = isSchema(found) ? found[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  return isSchema(found) ? found : {}
}

const deeper = (place: Place): Place => ({ ...place, depth: place.depth + 1 })

function listOf(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
