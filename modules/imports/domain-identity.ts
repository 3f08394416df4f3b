import { toE164 } from '#pure/phone'
import { cell, text, withoutFloat, type Columns } from './domain-cells.ts'

/** What a row says about its customer. */
export interface Identity {
  readonly customerId: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
}

/** Reads who a row belongs to; null when it doesn't say. `currency` tells where phone numbers without a country code are at home. */
export function identityReader(at: Columns, currency: string): (cells: readonly string[]) => Identity | null {
  const phone = phoneReader(COUNTRIES[currency] ?? 'IR')
  return (cells) => {
    const customerId = at.customerId < 0 ? null : customerNumber(cell(cells, at.customerId))
    const name = personName(text(cells, at.customerName))
    const email = at.email < 0 ? null : mailbox(cell(cells, at.email))
    const call = at.phone < 0 ? null : phone(cell(cells, at.phone))
    return customerId === null && name === null && email === null && call === null ? null : { customerId, name, phone: call, email }
  }
}

/** Where a number without a country code is at home. */
const COUNTRIES: Readonly<Record<string, string>> = {
  IRR: 'IR',
  GBP: 'GB',
  USD: 'US',
  CAD: 'CA',
  AUD: 'AU',
  AED: 'AE',
  TRY: 'TR',
  INR: 'IN',
  IQD: 'IQ',
  AFN: 'AF',
}

/** The lines that sum a list up name nobody. */
function personName(name: string | null): string | null {
  return name === null || (name.length < 20 && (NOBODY.test(name) || TOTALS.test(name))) ? null : name
}

const TOTALS = /^(?:جمع|جمع کل|جمع‌کل|مجموع|مجموع کل|total|grand total|sub ?total|sum)\s*:?$/i

/** Remembers the last numbers: lines of one order follow each other, and the full parser is slow. */
function phoneReader(country: string): (value: string) => string | null {
  const known = new Map<string, string | null>()
  return (value) => {
    if (value === '') return null
    const seen = known.get(value)
    if (seen !== undefined) return seen
    // Spreadsheets turn 09121234567 into the number 9121234567.0.
    const phone = toE164(value.replace(/\.0+$/, ''), country)
    if (known.size > 50_000) known.clear()
    known.set(value, phone)
    return phone
  }
}

/** An id as the shop writes it: '17850.0' of a spreadsheet is 17850, leading zeros stay, a guest's 0 or '-' is none. */
function customerNumber(value: string): string | null {
  const id = withoutFloat(value)
  return id === '' || (id.length < 20 && (NOBODY.test(id) || TOTALS.test(id))) ? null : id
}

const NOBODY = /^(?:0+|-+|—|null|none|nan|n\/a|na|guest|undefined|مهمان|میهمان|ندارد)$/i

function mailbox(value: string): string | null {
  return value.includes('@') ? value.toLowerCase() : null
}
