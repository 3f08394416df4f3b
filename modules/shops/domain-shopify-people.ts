import * as z from 'zod'
import { Code, Id, Instant, partOf, Text } from './domain-fields.ts'
import { NOBODY, type SaidConsent, type SaidPerson } from './domain-heard.ts'

/** An address of an order or customer. */
export const Address = z.object({
  name: Text,
  first_name: Text,
  last_name: Text,
  company: Text,
  city: Text,
  country_code: Code,
  phone: Code,
})

const Marketing = z.object({ state: Code, opt_in_level: Code, consent_updated_at: Instant })

/** A customer as Shopify shows them. */
export const Customer = z.object({
  id: Id,
  email: Code,
  phone: Code,
  first_name: Text,
  last_name: Text,
  verified_email: z.boolean().nullish(),
  tags: Text,
  updated_at: Instant,
  created_at: Instant,
  default_address: partOf(Address),
  email_marketing_consent: partOf(Marketing),
  sms_marketing_consent: partOf(Marketing),
})
export type Customer = z.output<typeof Customer>

interface Spoken {
  readonly at: Date
  readonly email: string | null
  readonly phone: string | null
  readonly customer: Customer | null
  readonly customer_locale: string | null
  readonly billing_address: z.output<typeof Address> | null
  readonly shipping_address: z.output<typeof Address> | null
}

/** The buyer: the customer where there is one, and what the order itself says of who may be reached. */
export function personOf({ at, email, phone, customer, customer_locale, billing_address, shipping_address }: Spoken): SaidPerson {
  const address = billing_address ?? shipping_address ?? customer?.default_address ?? null
  const mail = email ?? customer?.email ?? null
  const call = phone ?? customer?.phone ?? address?.phone ?? null
  const isVerified = customer?.verified_email === true && customer.email?.toLowerCase() === mail?.toLowerCase()
  const company = address?.company ?? null
  return {
    ...NOBODY,
    at,
    identifiers: [
      ...(customer ? [{ kind: 'external' as const, text: customer.id, isVerified: false }] : []),
      ...(mail === null ? [] : [{ kind: 'email' as const, text: mail, isVerified }]),
      ...(call === null ? [] : [{ kind: 'phone' as const, text: call, isVerified: false }]),
    ],
    country: address?.country_code ?? null,
    city: address?.city ?? null,
    name: nameOf(customer) ?? nameOf(address) ?? company,
    language: customer_locale?.slice(0, 2).toLowerCase() ?? null,
    kind: company === null ? null : 'business',
  }
}

/** Shopify asks for marketing as a whole, so its yes or no stands for newsletters and for offers. Who was never asked has said nothing. */
export function consentsOf(customer: Customer, at: Date): SaidConsent[] {
  const asked = [
    { channel: 'email', consent: customer.email_marketing_consent },
    { channel: 'sms', consent: customer.sms_marketing_consent },
  ] as const
  return asked.flatMap(({ channel, consent }) => {
    const state = consent?.state === 'subscribed' ? 'granted' : consent?.state === 'unsubscribed' ? 'denied' : null
    if (!consent || state === null) return []
    const said = { channel, state, at: consent.consent_updated_at ?? at, proof: { optIn: consent.opt_in_level } } as const
    return [
      { ...said, purpose: 'newsletter' },
      { ...said, purpose: 'offers' },
    ]
  })
}

function nameOf(person: { readonly first_name: string | null; readonly last_name: string | null } | null): string | null {
  return [person?.first_name, person?.last_name].filter(Boolean).join(' ') || null
}
