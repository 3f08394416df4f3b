import * as z from 'zod'

/** Ways to reach somebody. 'bot' is Telegram, Bale and Instagram; 'phone' is a call. */
export const CHANNELS = ['email', 'sms', 'bot', 'push', 'chat', 'phone'] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>

/** Purposes that every workspace has. 'service' is what belongs to an order or a request of the person's own. */
export const BUILT_IN_PURPOSES = ['service', 'newsletter', 'offers', 'surveys', 'profiling'] as const
export type BuiltInPurpose = (typeof BUILT_IN_PURPOSES)[number]

export const PurposeKey = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/)

export const ConsentState = z.enum(['granted', 'denied', 'pending'])
export type ConsentState = z.infer<typeof ConsentState>

/** Why a sender may or may not write to somebody. */
export const CONTACT_REASONS = [
  'granted',
  'service',
  'silent',
  'pending',
  'denied',
  'erased',
  'suppressed',
  'no_address',
  'unknown_purpose',
  'unknown_customer',
] as const
export type ContactReason = (typeof CONTACT_REASONS)[number]

const Sentence = z.string().trim().min(1).max(1000)
const Name = z.string().trim().min(1).max(80)
const NameInBoth = z.object({ fa: Name, en: Name })
const TextInBoth = z.object({ fa: Sentence, en: Sentence })

export const PurposeRequest = z.object({ name: NameInBoth, text: TextInBoth, confirmedOn: z.array(Channel), isArchived: z.boolean() })
export type PurposeRequest = z.infer<typeof PurposeRequest>

export const PurposeParam = z.object({ key: PurposeKey })

export const PurposeRow = PurposeRequest.extend({ key: z.string(), textVersion: z.int(), isBuiltIn: z.boolean() })
export type PurposeRow = z.infer<typeof PurposeRow>

export const PurposesResponse = z.object({ purposes: z.array(PurposeRow) })
export type PurposesResponse = z.infer<typeof PurposesResponse>

export const CustomerParam = z.object({ id: z.uuid() })

/** One word of the ledger, with what proves it. */
export const ConsentWord = z.object({
  id: z.string(),
  purpose: z.string(),
  channel: Channel,
  state: ConsentState,
  source: z.string(),
  at: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  by: z.string(),
  shown: z.string().nullable(),
  textVersion: z.int().nullable(),
  proof: z.record(z.string(), z.unknown()),
})
export type ConsentWord = z.infer<typeof ConsentWord>

/** What holds for one purpose on one channel. `last` is the newest word, which may be another than the one that decides. */
export const ConsentCell = z.object({
  channel: Channel,
  state: ConsentState.nullable(),
  since: z.iso.datetime().nullable(),
  source: z.string().nullable(),
  may: z.boolean(),
  reason: z.enum(CONTACT_REASONS),
  words: z.array(ConsentWord),
})
export type ConsentCell = z.infer<typeof ConsentCell>

export const CustomerConsents = z.object({
  isErased: z.boolean(),
  purposes: z.array(z.object({ key: z.string(), name: z.object({ fa: z.string(), en: z.string() }), cells: z.array(ConsentCell) })),
  confirmations: z.array(
    z.object({
      id: z.string(),
      purpose: z.string(),
      channel: Channel,
      address: z.string(),
      askedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      link: z.string().nullable(),
    }),
  ),
})
export type CustomerConsents = z.infer<typeof CustomerConsents>

/** A change that a colleague makes on somebody's behalf, with how they were asked. */
export const BehalfRequest = z.object({
  purpose: PurposeKey,
  channel: Channel,
  state: z.enum(['granted', 'denied']),
  note: z.string().trim().min(1).max(500),
})
export type BehalfRequest = z.infer<typeof BehalfRequest>

export const LinkResponse = z.object({ link: z.string() })
