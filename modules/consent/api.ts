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
