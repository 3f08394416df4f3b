import * as z from 'zod'

export const Platform = z.enum(['woocommerce', 'shopify', 'plain'])
export type Platform = z.infer<typeof Platform>

export const ShopState = z.enum(['connecting', 'live', 'failing', 'paused'])
export type ShopState = z.infer<typeof ShopState>

export const DeliveryState = z.enum(['received', 'done', 'failed', 'ignored'])
export type DeliveryState = z.infer<typeof DeliveryState>

export const PullKind = z.enum(['history', 'missed'])
export type PullKind = z.infer<typeof PullKind>

export const PullState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled'])
export type PullState = z.infer<typeof PullState>

/** What a shop is asked for, in this order: orders need their customers, refunds their orders. */
export const PULL_STAGES = ['products', 'customers', 'orders', 'refunds'] as const
export const PullStage = z.enum(PULL_STAGES)
export type PullStage = z.infer<typeof PullStage>

const ErrorDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** What went wrong and when; the code is the key of its words. */
const Problem = z.object({ code: z.string(), details: ErrorDetails, at: z.iso.datetime().nullable() })

/** How far one stage is; `total` is null where the shop does not say. */
export const StageCount = z.object({ done: z.int(), total: z.int().nullable(), skipped: z.int() })
export const StageCounts = z.partialRecord(PullStage, StageCount)
export type StageCounts = z.infer<typeof StageCounts>

export const SkippedOne = z.object({ stage: PullStage, id: z.string(), code: z.string(), details: ErrorDetails })
export type SkippedOne = z.infer<typeof SkippedOne>

export const PullResponse = z.object({
  id: z.uuid(),
  kind: PullKind,
  state: PullState,
  stage: PullStage,
  counts: StageCounts,
  /** The first hundred that could not be taken. */
  skipped: z.array(SkippedOne),
  /** 0 to 1 over all stages; null while nothing is known. */
  share: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  error: Problem.nullable(),
  /** When it is tried again by itself. */
  tryAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type PullResponse = z.infer<typeof PullResponse>

export const ShopResponse = z.object({
  id: z.uuid(),
  platform: Platform,
  name: z.string(),
  baseUrl: z.string().nullable(),
  source: z.string(),
  state: ShopState,
  /** Whether the shop can be asked for its history. */
  hasCredentials: z.boolean(),
  /** Whether messages can be verified yet: a shop that makes its own secret has to have told it. */
  hasSecret: z.boolean(),
  /** The shop could not be told of its new secret: until then what it signs with the one before is taken too. */
  untold: z.object({ until: z.iso.datetime() }).nullable(),
  /** Topics whose webhooks were made in the shop by us. */
  hooks: z.array(z.string()),
  lastEventAt: z.iso.datetime().nullable(),
  error: Problem.nullable(),
  /** Messages with a wrong signature. */
  refused: z.object({ count: z.int(), at: z.iso.datetime().nullable() }),
  deliveries: z.object({ received: z.int(), done: z.int(), failed: z.int(), ignored: z.int() }),
  /** The newest pull. */
  pull: PullResponse.nullable(),
  createdAt: z.iso.datetime(),
})
export type ShopResponse = z.infer<typeof ShopResponse>

export const ShopsResponse = z.object({ rows: z.array(ShopResponse) })
export type ShopsResponse = z.infer<typeof ShopsResponse>

/** Where a shop sends its messages and what signs them. `secret` is null when the shop makes it and has not told it yet. */
export const ShopDoor = z.object({
  url: z.string(),
  secret: z.string().nullable(),
  /** False while the product only knows itself as this machine: shops on the internet cannot call it. */
  isReachable: z.boolean(),
})
export type ShopDoor = z.infer<typeof ShopDoor>

const Name = z.string().trim().min(1).max(100)
const Source = z.string().regex(/^\w[\w.:-]{0,59}$/)
const Secret = z.string().trim().min(8).max(200)

export const NewShop = z.object({
  platform: Platform,
  name: Name,
  /** The shop's address, as people type it; needed where the shop is asked for its history. */
  baseUrl: z.string().trim().max(300).optional(),
  /** Left out, it is a space of numbers of its own. */
  source: Source.optional(),
})
export type NewShop = z.infer<typeof NewShop>

export const ShopChange = z.object({ name: Name.optional(), source: Source.optional() })
export type ShopChange = z.infer<typeof ShopChange>

export const WooCredentials = z.object({
  platform: z.literal('woocommerce'),
  consumerKey: z
    .string()
    .trim()
    .regex(/^ck_\w{8,100}$/),
  consumerSecret: z
    .string()
    .trim()
    .regex(/^cs_\w{8,100}$/),
})
export type WooCredentials = z.infer<typeof WooCredentials>

export const ShopifyCredentials = z.object({
  platform: z.literal('shopify'),
  clientId: z
    .string()
    .trim()
    .regex(/^[\w-]{8,100}$/),
  clientSecret: z
    .string()
    .trim()
    .regex(/^[\w-]{8,200}$/),
})
export type ShopifyCredentials = z.infer<typeof ShopifyCredentials>

/** What opens the shop's interface. */
export const Credentials = z.discriminatedUnion('platform', [WooCredentials, ShopifyCredentials])
export type Credentials = z.infer<typeof Credentials>

/** The address may be told or corrected together with the keys. */
export const CredentialsRequest = z.object({ baseUrl: z.string().trim().max(300).optional(), credentials: Credentials })
export type CredentialsRequest = z.infer<typeof CredentialsRequest>

/** A secret that the shop made; left out, a new one is made here. */
export const SecretRequest = z.object({ secret: Secret.optional() })

/** Spaces of order numbers that are in use, so that a shop can join one. */
export const SourcesResponse = z.object({ rows: z.array(z.object({ source: z.string(), orders: z.int(), isShop: z.boolean() })) })
export type SourcesResponse = z.infer<typeof SourcesResponse>

export const DeliveriesQuery = z.object({
  state: DeliveryState.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>

export const DeliveryRow = z.object({
  id: z.uuid(),
  topic: z.string(),
  receivedAt: z.iso.datetime(),
  bytes: z.int(),
  state: DeliveryState,
  error: Problem.nullable(),
  attempts: z.int(),
  tryAt: z.iso.datetime().nullable(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

export const DeliveriesPage = z.object({ rows: z.array(DeliveryRow), next: z.uuid().nullable() })
export type DeliveriesPage = z.infer<typeof DeliveriesPage>

export const DeliveryResponse = DeliveryRow.extend({ body: z.string() })
export type DeliveryResponse = z.infer<typeof DeliveryResponse>

export const ReplayAnswer = z.object({ waiting: z.int() })
export const DeliveryParam = z.object({ id: z.uuid(), deliveryId: z.uuid() })
export const HookParam = z.object({ key: z.string().max(200) })
