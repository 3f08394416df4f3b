import { isObject, textOf, type JsonObject } from './domain-messages.ts'
import { short } from './domain-products.ts'

/** What a message says of a person's fields; null clears one, what is missing was not said. */
export interface Person {
  readonly fields: {
    readonly name?: string | null
    readonly email?: string | null
    readonly phone?: string | null
    readonly country?: string | null
    readonly city?: string | null
    readonly language?: string | null
    readonly birthday?: string | null
    readonly birthdayCalendar?: 'gregorian' | 'persian' | null
  }
  /** Everything else that was said, as it came. */
  readonly attributes: JsonObject
  /** Whether the sender has proved that the e-mail, the phone, is the person's. */
  readonly verified: { readonly email: boolean; readonly phone: boolean }
}

const MOST_ATTRIBUTES = 100
const LONGEST_KEY = 100
const LONGEST_ATTRIBUTE = 2_000

/** Traits that become fields. A value that is not what its name says stays among the attributes. */
const OF_NAME = ['name', 'firstName', 'first_name', 'lastName', 'last_name']
const OF_CONTACT = ['email', 'phone', 'language', 'birthday', 'birthdayCalendar']
const OF_PROOF = ['emailVerified', 'email_verified', 'phoneVerified', 'phone_verified']
const NEVER_KEPT: ReadonlySet<string> = new Set([...OF_NAME, ...OF_PROOF, 'id', 'userId', 'anonymousId'])

/** A person as the traits of an identify message describe them (Segment's specification, "Traits"). */
export function readTraits(traits: JsonObject): Person {
  const read = Object.fromEntries(OF_CONTACT.flatMap((name) => (name in traits ? [[name, contactOf(name, traits[name])]] : [])))
  const fields = {
    ...nameOf(traits),
    ...placeOf(traits.address),
    ...Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)),
  }
  return {
    fields,
    attributes: attributesOf(
      traits,
      (name) => NEVER_KEPT.has(name) || read[name] !== undefined || (name in read && traits[name] === undefined),
    ),
    verified: {
      email: (traits.emailVerified ?? traits.email_verified) === true,
      phone: (traits.phoneVerified ?? traits.phone_verified) === true,
    },
  }
}

function nameOf(traits: JsonObject): { name?: string | null } {
  if ('name' in traits && (traits.name === null || textOf(traits.name) !== null)) return { name: short(traits.name) }
  const first = short(traits.firstName) ?? short(traits.first_name)
  const last = short(traits.lastName) ?? short(traits.last_name)
  const whole = [first, last].filter((part) => part !== null).join(' ')
  return whole === '' ? {} : { name: whole }
}

function placeOf(address: unknown): { city?: string; country?: string } {
  if (!isObject(address)) return {}
  const city = short(address.city)
  const country = short(address.country)
  return {
    ...(city === null ? {} : { city }),
    ...(country !== null && /^[a-z]{2}$/i.test(country) ? { country: country.toUpperCase() } : {}),
  }
}

/** Undefined when the value is not what the name says. */
function contactOf(name: string, value: unknown): string | null | undefined {
  if (value === null || value === '') return null
  const text = short(value)
  if (text === null) return undefined
  if (name === 'email') return /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined
  if (name === 'phone') return /\d{5}/.test(text.replace(/\D/g, '')) ? text : undefined
  if (name === 'language') return /^[a-z]{2,3}(?:[-_]\w+)*$/i.test(text) ? text.slice(0, 2).toLowerCase() : undefined
  if (name === 'birthdayCalendar') return text === 'gregorian' || text === 'persian' ? text : undefined
  return /^(?:\d{4}-|--)\d\d-\d\d/.exec(text)?.[0]
}

function attributesOf(traits: JsonObject, isTaken: (name: string) => boolean): JsonObject {
  const kept = Object.entries(traits).filter(([name, value]) => !isTaken(name) && name.length <= LONGEST_KEY && fits(value))
  return Object.fromEntries(kept.slice(0, MOST_ATTRIBUTES))
}

function fits(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).length <= LONGEST_ATTRIBUTE
}
