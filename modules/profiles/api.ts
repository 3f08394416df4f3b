import * as z from 'zod'

const Calendar = z.enum(['gregorian', 'persian'])
const Line = z.string().trim().max(200)
const Text = z.string().trim().max(2000)
/** 'yyyy-mm-dd' in its calendar, '--mm-dd' without a year. */
export const ToldDateText = z.string().regex(/^(\d{4}|-)-\d{2}-\d{2}$/)

export const IdParam = z.object({ id: z.uuid() })
export const NoteParam = IdParam.extend({ noteId: z.uuid() })
export const AddressParam = IdParam.extend({ addressId: z.uuid() })
export const ConsumerParam = IdParam.extend({ consumerId: z.uuid() })
export const DateParam = IdParam.extend({ dateId: z.uuid() })
export const IdentifierParam = IdParam.extend({ identifierId: z.string().max(64) })
export const KeyParam = z.object({ key: z.string().max(64) })
export const Made = z.object({ id: z.uuid() })

// Attributes of the workspace's own

export const AttributeType = z.enum(['text', 'number', 'date', 'choice', 'yes_no'])
export type AttributeType = z.infer<typeof AttributeType>

const AttributeWords = z.object({
  nameFa: Line.min(1).nullable(),
  nameEn: Line.min(1).nullable(),
  description: Text.nullable(),
  /** What may be chosen, for 'choice'; a value is its own name. */
  choices: z.array(Line.min(1)).max(200),
})
export const AttributeRequest = AttributeWords.extend({ key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), type: AttributeType })
export type AttributeRequest = z.infer<typeof AttributeRequest>
export const AttributeChange = AttributeWords.extend({ archived: z.boolean() })
export type AttributeChange = z.infer<typeof AttributeChange>
export const AttributeResponse = AttributeRequest.extend({ archived: z.boolean() })
export type AttributeResponse = z.infer<typeof AttributeResponse>
export const AttributesResponse = z.object({ rows: z.array(AttributeResponse) })
export type AttributesResponse = z.infer<typeof AttributesResponse>

/** A text, a number, an ISO day, one of the choices, or yes and no; null takes the value away. */
export const AttributeValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])
export type AttributeValue = z.infer<typeof AttributeValue>

// What is said about a person

/** The fields to change; what is left out stays. Null clears. */
export const FieldsRequest = z.strictObject({
  fields: z
    .strictObject({
      name: Line.min(1).nullable(),
      country: Line.min(1).nullable(),
      city: Line.min(1).nullable(),
      language: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
        .nullable(),
      kind: z.enum(['person', 'business']),
      trade: z.enum(['end', 'reseller']),
      birthday: z.object({ date: ToldDateText, calendar: Calendar }).nullable(),
      acquisition: Line.min(1).nullable(),
      ownerId: z.string().max(100).nullable(),
      paymentTermsDays: z.int().min(0).max(3650).nullable(),
    })
    .partial()
    .optional(),
  attributes: z.record(z.string().max(64), AttributeValue).optional(),
  tags: z.strictObject({ add: z.array(Line.min(1).max(60)).max(50).optional(), remove: z.array(Line).max(50).optional() }).optional(),
})
export type FieldsRequest = z.infer<typeof FieldsRequest>

export const EditsQuery = z.object({ field: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(20) })
export const EditsResponse = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      field: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      /** A member's name, or where it came from: 'import', 'tracking', 'shop', 'customer'. */
      by: z.string(),
      isMember: z.boolean(),
      at: z.iso.datetime(),
    }),
  ),
})
export type EditsResponse = z.infer<typeof EditsResponse>

export const IdentifierRequest = z.strictObject({
  kind: z.enum(['phone', 'email', 'external', 'telegram', 'bale', 'instagram']),
  source: z.string().trim().max(100).default(''),
  value: z.string().trim().min(1).max(500),
})
export type IdentifierRequest = z.infer<typeof IdentifierRequest>
/** `alsoOf` is another customer with the same contact: the two may be one person. */
export const IdentifierAdded = z.object({ alsoOf: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable() })
export type IdentifierAdded = z.infer<typeof IdentifierAdded>

// Notes, addresses, consumers, days to remember

export const NoteRequest = z.strictObject({
  text: z.string().trim().min(1).max(5000),
  mentions: z.array(z.string().max(100)).max(20).default([]),
})
export type NoteRequest = z.infer<typeof NoteRequest>
export const NoteResponse = z.object({
  id: z.uuid(),
  customerId: z.uuid(),
  text: z.string(),
  author: z.object({ id: z.string(), name: z.string().nullable() }),
  mentions: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  writtenAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
})
export type NoteResponse = z.infer<typeof NoteResponse>
export const NotesQuery = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })
export const NotesResponse = z.object({ rows: z.array(NoteResponse), next: z.string().nullable() })
export type NotesResponse = z.infer<typeof NotesResponse>
export const MentionsResponse = z.object({
  rows: z.array(NoteResponse.extend({ customerName: z.string().nullable() })),
  next: z.string().nullable(),
})

export const AddressRequest = z.strictObject({
  label: Line.min(1).nullable(),
  lines: z.string().trim().min(1).max(1000),
  city: Line.min(1).nullable(),
  region: Line.min(1).nullable(),
  postalCode: Line.min(1).nullable(),
  country: Line.min(1).nullable(),
  isPrimary: z.boolean(),
})
export type AddressRequest = z.infer<typeof AddressRequest>
export const AddressResponse = AddressRequest.extend({ id: z.uuid() })
export type AddressResponse = z.infer<typeof AddressResponse>

export const ConsumerRequest = z.strictObject({
  name: Line.min(1),
  relation: Line.min(1).nullable(),
  birthday: z.object({ date: ToldDateText, calendar: Calendar }).nullable(),
  note: Text.min(1).nullable(),
  asCustomerId: z.uuid().nullable(),
})
export type ConsumerRequest = z.infer<typeof ConsumerRequest>
export const ConsumerResponse = ConsumerRequest.extend({ id: z.uuid(), asCustomerName: z.string().nullable() })
export type ConsumerResponse = z.infer<typeof ConsumerResponse>
/** Another customer who buys for this one. */
export const BuyerResponse = z.object({ id: z.uuid(), name: z.string().nullable(), relation: z.string().nullable() })
export type BuyerResponse = z.infer<typeof BuyerResponse>

export const RememberedDateRequest = z.strictObject({ label: Line.min(1), date: ToldDateText, calendar: Calendar })
export type RememberedDateRequest = z.infer<typeof RememberedDateRequest>
export const RememberedDateResponse = RememberedDateRequest.extend({ id: z.uuid() })
export type RememberedDateResponse = z.infer<typeof RememberedDateResponse>

// The page

export const Stage = z.enum(['prospect', 'new', 'returned', 'repeat', 'at_risk', 'former'])

/** What a member might do next about this customer; `count`, `days` and `id` fill its sentence and its link. */
export const NextStep = z.object({
  name: z.enum(['look_alike', 'silent', 'ask_consent', 'payment_overdue', 'add_contact', 'birthday_soon']),
  count: z.int().nullable(),
  days: z.int().nullable(),
  id: z.uuid().nullable(),
})
export type NextStep = z.infer<typeof NextStep>

/** What this module knows about one customer, but for the timeline. */
export const ProfileResponse = z.object({
  stage: Stage,
  /** Since when, if that was seen. */
  stageSince: z.iso.datetime().nullable(),
  /** The numbers of the stage's rule: stages stand at the end of `asOfDay`, as the report does. */
  rule: z.object({
    asOfDay: z.int().nullable(),
    windowDays: z.int().nullable(),
    silenceDays: z.int().nullable(),
    patienceDays: z.int().nullable(),
  }),
  payments: z.object({ due: z.int(), onTime: z.int(), late: z.int(), overdue: z.int(), meanDaysLate: z.number().nullable() }).nullable(),
  addresses: z.array(AddressResponse),
  consumers: z.array(ConsumerResponse),
  buyers: z.array(BuyerResponse),
  dates: z.array(RememberedDateResponse),
  nextSteps: z.array(NextStep),
})
export type ProfileResponse = z.infer<typeof ProfileResponse>

export const TimelineQuery = z.object({
  /** 'note,order'; all that one may see when left out. */
  kinds: z.string().max(500).optional(),
  /** Only what happened before this instant: where a jump to a date begins. */
  before: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export type TimelineQuery = z.infer<typeof TimelineQuery>
export const TimelineResponse = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      /** Whose words the entry is told in. */
      module: z.string(),
      kind: z.string(),
      name: z.string(),
      at: z.iso.datetime(),
      by: z.string().nullable(),
      href: z.string().nullable(),
      values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  next: z.string().nullable(),
  /** Every kind that this reader may see. */
  kinds: z.array(z.string()),
})
export type TimelineResponse = z.infer<typeof TimelineResponse>
export type ShownEntry = TimelineResponse['entries'][number]
