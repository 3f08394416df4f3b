import { readTime, timeOfEvent } from './domain-time.ts'

/** What may be sent, as the specification names it. */
export const MESSAGE_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

/** Bytes of one message, and of a whole request, after unpacking. */
export const MESSAGE_LIMIT = 32 * 1024
export const BATCH_LIMIT = 500 * 1024
/** Messages of one request. */
export const MOST_MESSAGES = 2_500

const LONGEST_ID = 255
const LONGEST_NAME = 500
const DEEPEST = 20

/** A message fit to be stored. */
export interface Accepted {
  readonly messageId: string
  readonly type: MessageType
  readonly occurredAt: Date
  /** As JSON. */
  readonly body: string
}

export interface Refusal {
  readonly code: RefusalCode
  /** Where the trouble is: 'properties.total'; empty for the message as a whole. */
  readonly path: string
}

export type RefusalCode =
  | 'tracking.not_an_object'
  | 'tracking.unknown_type'
  | 'tracking.no_identity'
  | 'tracking.no_event_name'
  | 'tracking.no_group'
  | 'tracking.no_previous_id'
  | 'tracking.not_text'
  | 'tracking.too_long'
  | 'tracking.too_deep'
  | 'tracking.nul_character'
  | 'tracking.bad_time'
  | 'tracking.message_too_large'

interface Arrival {
  /** The type that the address names; null in a batch, where each message names its own. */
  readonly type: MessageType | null
  /** Of the whole batch; a message's own goes first. */
  readonly sentAt: unknown
  /** What all messages of a batch share. */
  readonly context: unknown
  readonly receivedAt: number
  /** Stands in for a missing messageId. */
  readonly newId: () => string
}

export type JsonObject = Readonly<Record<string, unknown>>

/** A message as it will be stored, or why it is not taken. */
export function readMessage(raw: unknown, arrival: Arrival): Accepted | Refusal {
  if (!isObject(raw)) return refusal('tracking.not_an_object', '')
  const type = arrival.type ?? MESSAGE_TYPES.find((each) => each === raw.type)
  if (!type) return refusal('tracking.unknown_type', 'type')
  const trouble = refusalToIdentify(raw) ?? refusalOfType(raw, type) ?? refusalOfParts(raw) ?? refusalOfValue(raw, 0)
  if (trouble) return trouble
  const at = timeOf(raw, arrival)
  if (at === null) return refusal('tracking.bad_time', 'timestamp')
  const body = jsonOf(stored(raw, type, arrival.context))
  if (byteLength(body) > MESSAGE_LIMIT) return refusal('tracking.message_too_large', '')
  return { messageId: textOf(raw.messageId) ?? arrival.newId(), type, occurredAt: new Date(at), body }
}

/** Ids may be numbers: some shops number their customers. */
function refusalToIdentify(raw: JsonObject): Refusal | null {
  for (const name of ['userId', 'anonymousId', 'messageId', 'previousId', 'groupId']) {
    const value = raw[name]
    if (value === undefined || value === null) continue
    const text = textOf(value)
    if (text === null && value !== '') return refusal('tracking.not_text', name)
    if (text !== null && text.length > LONGEST_ID) return refusal('tracking.too_long', name)
  }
  return (textOf(raw.userId) ?? textOf(raw.anonymousId)) ? null : refusal('tracking.no_identity', 'userId')
}

function refusalOfType(raw: JsonObject, type: MessageType): Refusal | null {
  if (type === 'track' && textOf(raw.event) === null) return refusal('tracking.no_event_name', 'event')
  if (type === 'group' && textOf(raw.groupId) === null) return refusal('tracking.no_group', 'groupId')
  if (type === 'alias' && textOf(raw.previousId) === null) return refusal('tracking.no_previous_id', 'previousId')
  return null
}

function refusalOfParts(raw: JsonObject): Refusal | null {
  for (const name of ['properties', 'traits', 'context']) {
    const value = raw[name]
    if (value !== undefined && value !== null && !isObject(value)) return refusal('tracking.not_an_object', name)
  }
  for (const name of ['event', 'name', 'category']) {
    const value = raw[name]
    if (value === undefined || value === null) continue
    if (typeof value !== 'string' && typeof value !== 'number') return refusal('tracking.not_text', name)
    if (String(value).length > LONGEST_NAME) return refusal('tracking.too_long', name)
  }
  return null
}

/** PostgreSQL keeps no NUL characters, and nobody reads what is nested deeper than this. The path is put together on the way back. */
function refusalOfValue(value: unknown, depth: number): Refusal | null {
  if (typeof value === 'string') return value.includes('\0') ? refusal('tracking.nul_character', '') : null
  if (typeof value !== 'object' || value === null) return null
  if (depth > DEEPEST) return refusal('tracking.too_deep', '')
  for (const [name, part] of Object.entries(value)) {
    if (name.includes('\0')) return refusal('tracking.nul_character', '')
    const trouble = refusalOfValue(part, depth + 1)
    if (trouble) return refusal(trouble.code, trouble.path === '' ? name : `${name}.${trouble.path}`)
  }
  return null
}

/** A message names its time `timestamp`, or `originalTimestamp` when something on its way has set `timestamp` right before us. */
function timeOf(raw: JsonObject, { sentAt, receivedAt }: Arrival): number | null {
  const said = raw.originalTimestamp ?? raw.timestamp ?? null
  const original = readTime(said)
  if (said !== null && original === null) return null
  return timeOfEvent({ original, sentAt: readTime(raw.sentAt ?? sentAt), receivedAt })
}

/** What we keep of a message: not the key, not the delivery's own notes, and not the address of the sender's machine. */
function stored(raw: JsonObject, type: MessageType, shared: unknown): JsonObject {
  const {
    writeKey: _key,
    _metadata,
    sentAt: _sent,
    integrations: _integrations,
    timestamp: _time,
    originalTimestamp: _original,
    ...rest
  } = raw
  const { ip: _ip, ...context } = { ...(isObject(shared) ? shared : {}), ...(isObject(raw.context) ? raw.context : {}) }
  return { ...rest, type, context }
}

/** Half characters are written as escapes, so the rare message that needs cleaning is known by its text. */
function jsonOf(message: JsonObject): string {
  const text = JSON.stringify(message)
  return /\\ud[89a-f]|"__proto__"/i.test(text) ? JSON.stringify(wellFormed(message)) : text
}

/** The same value without half characters, which no text may hold, and without names that have a meaning of their own in JavaScript. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed()
  if (Array.isArray(value)) return value.map((each: unknown) => wellFormed(each))
  if (!isObject(value)) return value
  const parts = Object.entries(value).filter(([name]) => name !== '__proto__')
  return Object.fromEntries(parts.map(([name, part]) => [name.toWellFormed(), wellFormed(part)]))
}

/** A text or number as text; null when it is empty or something else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** An ISO time as a Date; null when it is none. */
export function readTimeText(value: unknown): Date | null {
  const at = readTime(value)
  return at === null ? null : new Date(at)
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusal(code: RefusalCode, path: string): Refusal {
  return { code, path: path.slice(0, LONGEST_ID).toWellFormed() }
}

const encoder = new TextEncoder()

function byteLength(text: string): number {
  return encoder.encode(text).length
}
