import { isObject, type JsonObject } from './domain-messages.ts'

/** One word about one purpose on one channel. */
export interface ConsentWord<Channel extends string> {
  readonly purpose: string
  readonly channel: Channel
  readonly state: 'granted' | 'denied'
}

/** What categories of cookie banners are called, in the words of our purposes. */
const CATEGORIES: Readonly<Record<string, string>> = {
  analytics: 'profiling',
  statistics: 'profiling',
  personalization: 'profiling',
  personalisation: 'profiling',
  advertising: 'offers',
  marketing: 'offers',
}

/** The one purpose that needs no channel to be carried out on. */
const WITHOUT_CHANNEL = 'profiling'

/**
 * What `context.consent.categoryPreferences` says (Segment's specification, "Consent"), by category. `newsletter.email` names a purpose and a channel.
 * A bare purpose says no for every channel; a yes needs its channel, because a box that was ticked for cookies allows nobody to write. Categories that
 * are no purpose are left out.
 */
export function readPreferences<Channel extends string>(
  context: unknown,
  { purposes, channels }: { readonly purposes: ReadonlySet<string>; readonly channels: readonly Channel[] },
): readonly ConsentWord<Channel>[] {
  return Object.entries(preferencesIn(context)).flatMap(([category, isGiven]) => {
    if (typeof isGiven !== 'boolean') return []
    const [name = '', wanted] = category.toLowerCase().split('.', 2)
    const purpose = purposes.has(name) ? name : (CATEGORIES[name] ?? '')
    if (!purposes.has(purpose)) return []
    const state = isGiven ? 'granted' : 'denied'
    if (wanted !== undefined)
      return channels.filter((channel) => channel === wanted).map((channel) => ({ purpose, channel, state }) as const)
    if (isGiven && purpose !== WITHOUT_CHANNEL) return []
    return channels.map((channel) => ({ purpose, channel, state }) as const)
  })
}

function preferencesIn(context: unknown): JsonObject {
  const consent = isObject(context) ? context.consent : null
  const preferences = isObject(consent) ? consent.categoryPreferences : null
  return isObject(preferences) ? preferences : {}
}
