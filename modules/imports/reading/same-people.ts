import type { ParsedLine } from '../domain.ts'
import { keyIndex } from './key-index.ts'

/** Who of a file's customers are one and the same. */
export interface SamePeople {
  /** Notes what a line says of the customer with this number; numbers are given in the order in which customers first occur. */
  see(customer: number, line: ParsedLine): void
  /** The customer that each one is, by number; null when each is somebody else. */
  join(count: number): Int32Array | null
}

/**
 * Finds, within one file, the customers that the database would know by the same phone or e-mail: somebody named only by phone is the customer
 * who first named that phone; else, if that customer has no phone, the one who first named the same e-mail. Somebody named only by e-mail is
 * the one who first named it. Two customers with numbers of their own stay two.
 */
export function samePeople(): SamePeople {
  const phones = keyIndex()
  const emails = keyIndex()
  let people: People = { kind: new Uint8Array(1024), phone: new Int32Array(1024).fill(NONE), email: new Int32Array(1024).fill(NONE) }
  let kinds = 0
  return {
    see(customer, line) {
      if (customer >= people.kind.length) people = wider(people)
      if (people.kind[customer] === 0) {
        const kind = kindOf(line)
        people.kind[customer] = kind
        kinds |= 1 << kind
      }
      if (line.phone !== null) people.phone[customer] = phones.of(line.phone)
      if (line.email !== null) people.email[customer] = emails.of(line.email)
    },
    join(count) {
      // With one kind of customers, or names only beside it, nobody is known in two ways.
      const known = kinds & ~(1 << NAMED)
      return (known & (known - 1)) === 0 ? null : joined(people, count, { phones: phones.size, emails: emails.size })
    },
  }
}

/** By customer: its kind, and the phone and the e-mail that the file named last, as numbers. */
interface People {
  readonly kind: Uint8Array
  readonly phone: Int32Array
  readonly email: Int32Array
}

const NONE = -1
const NUMBERED = 1
const BY_PHONE = 2
const BY_EMAIL = 3
const NAMED = 4

/** As `customerKey` chooses. */
function kindOf({ customerId, phone, email }: ParsedLine): number {
  if (customerId !== null) return NUMBERED
  if (phone !== null) return BY_PHONE
  return email === null ? NAMED : BY_EMAIL
}

function wider({ kind, phone, email }: People): People {
  const wide = {
    kind: new Uint8Array(kind.length * 2),
    phone: new Int32Array(kind.length * 2).fill(NONE),
    email: new Int32Array(kind.length * 2).fill(NONE),
  }
  wide.kind.set(kind)
  wide.phone.set(phone)
  wide.email.set(email)
  return wide
}

/** Kind by kind, the strongest first, as the customers module resolves staged lines. */
function joined({ kind, phone, email }: People, count: number, sizes: { readonly phones: number; readonly emails: number }): Int32Array {
  const self = Int32Array.from({ length: count }, (_, customer) => customer)
  const ofPhone = new Int32Array(sizes.phones).fill(NONE)
  const ofEmail = new Int32Array(sizes.emails).fill(NONE)
  const hasPhone = new Uint8Array(count)
  const own = (customer: number) => {
    const who = self[customer] ?? customer
    const call = phone[customer] ?? NONE
    const mail = email[customer] ?? NONE
    if (call !== NONE && ofPhone[call] === NONE) {
      ofPhone[call] = who
      hasPhone[who] = 1
    }
    if (mail !== NONE && ofEmail[mail] === NONE) ofEmail[mail] = who
  }
  const each = (wanted: number, act: (customer: number) => void) => {
    for (let customer = 0; customer < count; customer++) if (kind[customer] === wanted) act(customer)
  }
  each(NUMBERED, own)
  const taken = new Uint8Array(count)
  each(BY_PHONE, (customer) => {
    const byPhone = ofPhone[phone[customer] ?? NONE] ?? NONE
    const byEmail = ofEmail[email[customer] ?? NONE] ?? NONE
    if (byPhone !== NONE) self[customer] = byPhone
    else if (byEmail !== NONE && hasPhone[byEmail] === 0 && taken[byEmail] === 0) {
      self[customer] = byEmail
      taken[byEmail] = 1
    }
  })
  each(BY_PHONE, own)
  each(BY_EMAIL, (customer) => {
    const byEmail = ofEmail[email[customer] ?? NONE] ?? NONE
    if (byEmail !== NONE) self[customer] = byEmail
  })
  return self
}
