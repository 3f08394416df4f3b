import { readIdentifier, type Claim, type Identifier } from '#modules/customers'
import { cartKeyOf, readCart, type CartWord } from './domain-carts.ts'
import { isObject, textOf, type JsonObject, type MessageType } from './domain-messages.ts'
import { readOrder, type OrderWord } from './domain-orders.ts'
import { readTraits, type Person } from './domain-persons.ts'
import { isTrouble } from './domain-products.ts'

/** Where a message comes from, as far as its digestion needs to know. */
export interface Origin {
  readonly id: string
  readonly name: string
  readonly isTrusted: boolean
  readonly idSpace: string
}

/** A message that waits, as it is stored. */
export interface StoredMessage {
  readonly id: string
  readonly messageId: string
  readonly type: MessageType
  readonly origin: Origin
  readonly at: Date
  readonly receivedAt: Date
  readonly body: JsonObject
}

/** A message with all that it says. */
export interface ReadMessage extends StoredMessage {
  readonly claim: Claim
  readonly person: Person | null
  readonly order: OrderWord | null
  readonly cart: CartWord | null
  readonly cartKey: string | null
}

/** What a message says, or the code of what is wrong with it. */
export function readStored(message: StoredMessage, currency: string): ReadMessage | string {
  const { body, type, at, messageId, origin } = message
  const traits = isObject(body.traits) ? body.traits : {}
  const person = type === 'identify' ? inOneSpelling(readTraits(traits)) : null
  const read = { ...message, claim: claimOf(message, person), person, order: null, cart: null, cartKey: null }
  if (type !== 'track') return read
  const event = String(body.event)
  const properties = isObject(body.properties) ? body.properties : {}
  const order = readOrder(event, properties, { messageId, currency })
  if (isTrouble(order)) return order.trouble
  const cart = readCart(event, properties, { messageId, at: at.getTime(), currency })
  if (isTrouble(cart)) return cart.trouble
  if ([order, cart].some((word) => word !== null && word.currency !== currency)) return 'tracking.other_currency'
  const cartKey = cartKeyOf(event, properties, { anonymousId: body.anonymousId, userId: body.userId })
  return { ...read, order, cart, cartKey: cartKey === null ? null : `${origin.idSpace} ${cartKey}` }
}

/** The person with address and number as they are stored; one that is none stays among the attributes, as it came. */
function inOneSpelling(person: Person): Person {
  const { email, phone, ...fields } = person.fields
  const attributes: Record<string, unknown> = { ...person.attributes }
  const spelled: { email?: string | null; phone?: string | null } = {}
  for (const [kind, text] of [
    ['email', email],
    ['phone', phone],
  ] as const) {
    if (text === undefined) continue
    const value = text === null ? null : readIdentifier(kind, '', text)?.value
    if (value === undefined) attributes[kind] = text
    else spelled[kind] = value
  }
  return { ...person, fields: { ...fields, ...spelled }, attributes }
}

/**
 * Who a message is about. An alias from a server joins the id before, an id or a browser's, to the id after; a browser may only say who uses it.
 */
function claimOf({ body, type, at, origin: { idSpace, isTrusted } }: StoredMessage, person: Person | null): Claim {
  const external = (value: unknown) => identifiers('external', idSpace, value)
  const browser = (value: unknown) => identifiers('anonymous', '', value)
  const before = type === 'alias' ? [...(isTrusted ? external(body.previousId) : []), ...browser(body.previousId)] : []
  const contacts = (['email', 'phone'] as const).flatMap((kind) =>
    identifiers(kind, '', person?.fields[kind]).map((each) => ({ ...each, verified: isTrusted && person?.verified[kind] === true })),
  )
  return {
    identifiers: [...external(body.userId), ...browser(body.anonymousId), ...before, ...contacts],
    at,
    trusted: isTrusted,
    source: 'tracking',
  }
}

function identifiers(kind: 'external' | 'anonymous' | 'email' | 'phone', source: string, value: unknown): Identifier[] {
  const text = textOf(value)
  const identifier = text === null ? null : readIdentifier(kind, source, text)
  return identifier ? [identifier] : []
}
