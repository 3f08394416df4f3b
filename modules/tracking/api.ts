import * as z from 'zod'

const Name = z.string().trim().min(1).max(100)
/** 'https://shop.example', with a port when it is not the usual one. */
const Origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''))
  .transform((text) => new URL(text).origin)

/** What a person says about a source. */
const SourceSettings = z.object({
  name: Name,
  idSpace: z.string().trim().max(50).default(''),
  allowedOrigins: z.array(Origin).max(50).default([]),
  needsConsent: z.boolean().default(false),
})

export const NewSource = SourceSettings.extend({ kind: z.enum(['browser', 'server']) })
export type NewSource = z.infer<typeof NewSource>

export const SourceChange = SourceSettings.omit({ idSpace: true })
export type SourceChange = z.infer<typeof SourceChange>

/** How long the key before a change of keys still holds. */
export const Rotation = z.object({
  hours: z
    .number()
    .int()
    .min(0)
    .max(24 * 30)
    .default(24),
})

export const SourceResponse = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['browser', 'server']),
  idSpace: z.string(),
  allowedOrigins: z.array(z.string()),
  needsConsent: z.boolean(),
  keyHint: z.string(),
  oldKeyHint: z.string().nullable(),
  oldKeyUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  rotatedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type SourceResponse = z.infer<typeof SourceResponse>

/** A source with its key, which is told only now. */
export const SourceWithKey = z.object({ source: SourceResponse, key: z.string() })
export type SourceWithKey = z.infer<typeof SourceWithKey>

/** `host` is where messages go; a page shows it in ready code. */
export const SourcesResponse = z.object({ rows: z.array(SourceResponse), host: z.string() })
export type SourcesResponse = z.infer<typeof SourcesResponse>

export const MessagesQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(30), source: z.uuid().optional() })

/** The last messages, newest first, and how many still wait. */
export const MessagesResponse = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      messageId: z.string(),
      sourceId: z.uuid(),
      type: z.string(),
      /** The event, page or group that it names. */
      name: z.string().nullable(),
      state: z.enum(['waiting', 'digested', 'failed']),
      error: z.string().nullable(),
      /** Whose timeline it is on. */
      customerId: z.uuid().nullable(),
      receivedAt: z.iso.datetime(),
      occurredAt: z.iso.datetime(),
    }),
  ),
  waiting: z.number(),
})
export type MessagesResponse = z.infer<typeof MessagesResponse>

/** The last messages that were not taken, and those that were but could not be digested. */
export const TroublesResponse = z.object({
  refused: z.array(
    z.object({
      id: z.uuid(),
      sourceId: z.uuid(),
      at: z.iso.datetime(),
      code: z.string(),
      path: z.string(),
      type: z.string().nullable(),
      messageId: z.string().nullable(),
      body: z.string(),
    }),
  ),
  failed: z.array(
    z.object({
      id: z.uuid(),
      sourceId: z.uuid(),
      at: z.iso.datetime(),
      code: z.string(),
      type: z.string(),
      messageId: z.string(),
      body: z.string(),
    }),
  ),
  /** How many could not be digested; the list shows the last ones. */
  failedCount: z.number(),
})
export type TroublesResponse = z.infer<typeof TroublesResponse>

export const Taken = z.object({ success: z.literal(true) })
export type Taken = z.infer<typeof Taken>

/** The answer to messages: they are stored, but for those that `errors` names by their place. */
export const Received = Taken.extend({
  errors: z.array(z.object({ index: z.number(), messageId: z.string().nullable(), code: z.string(), path: z.string() })).optional(),
})
export type Received = z.infer<typeof Received>

/** What analytics.js asks for before it starts. */
export const BrowserSettings = z.object({
  integrations: z.record(z.string(), z.record(z.string(), z.unknown())),
  plan: z.object({ track: z.object({ __default: z.object({ enabled: z.boolean(), integrations: z.object({}) }) }) }),
  metrics: z.object({ sampleRate: z.number() }),
  analyticsNextEnabled: z.boolean(),
  edgeFunction: z.object({}),
  middlewareSettings: z.object({}),
  enabledMiddleware: z.object({}),
  remotePlugins: z.array(z.unknown()),
})
