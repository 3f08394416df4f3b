import type { RawBuilder } from 'kysely'
import type { Permission } from '../app/permissions.ts'
import type { Ctx } from '#core/context'
import type { BelongingName } from '#pure/belongings'

/**
 * What one module keeps about customers, and how it takes part in what concerns a whole person: the timeline, filters of lists, a merge and its
 * undoing, showing people their data, erasing them, and forgetting what is too old. app/holdings.ts lists every module's.
 *
 * A person is one customer, the root, and all profiles merged into it: their family. Rows keep the profile that they were recorded for, so that a
 * merge can be taken back; only rows that lists join by customer carry the root as well, and are moved by `regroup`.
 */
export interface Holding {
  readonly module: string
  /** Gives rows that carry the root their new one. Runs in the merging transaction, whose caller holds the lock of identities. */
  readonly regroup?: (ctx: Ctx, moves: readonly Move[]) => Promise<void>
  /** What happened with a person, newest first. */
  readonly timeline?: readonly TimelineSource[]
  /** Conditions on customers for lists, segments and exports. */
  readonly filters?: readonly FilterField[]
  /** Further ones that the workspace made itself, such as attributes of its own. */
  readonly filtersOf?: (ctx: Ctx) => Promise<readonly FilterField[]>
  /** What lists and exports of customers can show beside the customer's own columns. */
  readonly columnsOf?: (ctx: Ctx) => Promise<readonly ListColumn[]>
  /**
   * SQL: the latest purchases up to an instant (as text; null: up to now), newest first, as `customer_id` (the root) and `at`. Lists by last purchase
   * begin with them rather than sort everybody.
   */
  readonly latestPurchases?: (ctx: Ctx, wanted: { readonly until: string | null; readonly limit: number }) => RawBuilder<unknown>
  /** Everything kept about the family, for the person to read: JSON, by headings of one's own. */
  readonly tell?: (ctx: Ctx, family: readonly string[]) => Promise<Readonly<Record<string, unknown>>>
  /** Removes what need not be kept and anonymises the rest; gives counts by kind for the certificate. */
  readonly erase?: (ctx: Ctx, family: readonly string[]) => Promise<Erased>
  /** Kinds of data with an age limit. */
  readonly retention?: readonly RetentionKind[]
  /** What members are in charge of, or have as their own: what becomes of it when they go. */
  readonly belongings?: readonly Belonging[]
}

/** Things of one kind that are somebody's, and pass to a colleague or end when their member leaves the workspace. Both run in the transaction of that. */
export type Belonging = {
  readonly name: BelongingName
  readonly count: (ctx: Ctx, userId: string) => Promise<number>
} & (
  | { readonly fate: 'passes'; readonly handOver: (ctx: Ctx, from: string, to: string) => Promise<void> }
  | { readonly fate: 'ends'; readonly end: (ctx: Ctx, userId: string) => Promise<void> }
)

/** A profile that belongs to another root than before. */
export interface Move {
  readonly profile: string
  readonly from: string
  readonly to: string
}

/** Counts by kind of data, in words of the certificate's messages: 'notes', 'events', 'orders'. */
export interface Erased {
  readonly deleted: Readonly<Record<string, number>>
  readonly anonymised: Readonly<Record<string, number>>
}

/** One kind of entries on the timeline. */
export interface TimelineSource {
  /** 'order', 'event', 'note', 'consent', 'import', 'change', 'merge' … */
  readonly kind: string
  readonly may: Permission
  /** The newest entries before a place, at most `limit`, newest first. Entries of the same instant are told apart by id, greater first. */
  readonly read: (ctx: Ctx, wanted: TimelineWanted) => Promise<readonly TimelineEntry[]>
}

export interface TimelineWanted {
  readonly family: readonly string[]
  readonly before: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

/** One line of the timeline. `name` chooses the sentence, `values` fill it; `href` opens what it is about. */
export interface TimelineEntry {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly at: Date
  readonly by: string | null
  readonly href: string | null
  readonly values: Readonly<Record<string, string | number | boolean | null>>
}

/** In the workspace's own words, or in both languages of the product. */
export type Words = string | { readonly fa: string; readonly en: string }

/** A condition's subject. `sql` sees the aliases `c` (customers) and `s` (customers_summaries, left joined: all null without orders). */
export interface FilterField {
  /** 'purchases', 'orders.product', 'consent.email', 'attribute.size' … */
  readonly name: string
  readonly label: Words
  /** A 'date' is an instant, a 'day' has no time. */
  readonly type: FilterType
  readonly may: Permission
  /** Which of the type's operators make sense; all of them when not given. */
  readonly ops?: readonly FilterOp[]
  /** Given by fields whose `sql` speaks of `s` alone: whether only customers with orders can meet the condition. Such lists read `s` alone. */
  readonly buyersOnly?: (condition: FilterCondition) => boolean
  /**
   * Whether the condition holds; null counts as no. The operator is one of the field's, and the value is read by type (core/filters.ts). Where only a few
   * customers are asked about, `among` names them: what is read of other tables is read of theirs alone.
   */
  readonly sql: (ctx: Ctx, condition: FilterCondition, among?: Among | null) => RawBuilder<boolean> | Promise<RawBuilder<boolean>>
  /** What else can be told about the subject: which event, since when. */
  readonly params?: readonly FilterParam[]
  /** A number that says how many times something happened. */
  readonly isTimes?: boolean
  /** Whether what visitors do on a site can change it. */
  readonly followsVisits?: boolean
  /** What may be chosen: for 'choice', and to suggest for 'text'. Narrowed to those that contain the search, where there are many. */
  readonly choices?: (ctx: Ctx, search: string) => Promise<readonly FilterChoice[]>
}

/** SQL: arrays of ids. */
export interface Among {
  /** Of the customers asked about, the roots. */
  readonly customers: RawBuilder<readonly string[]>
  /** Of all profiles of their families. */
  readonly profiles: RawBuilder<readonly string[]>
}

/**
 * What a condition may tell beside operator and value, under `with`. A 'choice' is a list of which any may be meant; 'money' is the least amount; 'when' is a
 * number of days up to today, the name of a period (#pure/periods) or two ISO days; a 'property' is a name and what must stand there.
 */
export interface FilterParam {
  readonly name: string
  readonly label: Words
  readonly type: 'choice' | 'text' | 'money' | 'when' | 'property'
  readonly isRequired?: boolean
  readonly choices?: (ctx: Ctx, search: string) => Promise<readonly FilterChoice[]>
}

/** Values of params by name. */
export type FilterParams = Readonly<Record<string, string | number | readonly (string | number)[]>>

export interface FilterChoice {
  readonly value: string
  readonly label: Words
}

export type FilterType = 'text' | 'number' | 'money' | 'date' | 'day' | 'choice' | 'yes_no'

/** An operator with its value, as a field's `sql` gets it: numbers are numbers, money is minor units as text, days are ISO days. */
export interface FilterCondition {
  readonly op: FilterOp
  readonly value: FilterValue
  readonly with?: FilterParams
}

/** A column of lists, for customers given by their ids (roots). */
export interface ListColumn {
  /** 'stage', 'attribute.size' … */
  readonly name: string
  readonly label: Words
  readonly type: FilterType
  readonly may: Permission
  /** Values by customer's id; money is minor units as text, instants and days are ISO. */
  readonly read: (ctx: Ctx, customerIds: readonly string[]) => Promise<ReadonlyMap<string, string | number | boolean>>
  /** Words for values of 'choice'. */
  readonly choices?: readonly FilterChoice[]
}

export type FilterOp =
  | 'is'
  | 'is_not'
  | 'contains'
  | 'any_of'
  | 'none_of'
  | 'at_least'
  | 'at_most'
  | 'between'
  | 'before'
  | 'after'
  | 'in_last'
  | 'not_in_last'
  | 'in_next'
  | 'in_period'
  | 'known'
  | 'unknown'
export type FilterValue = string | number | boolean | null | readonly (string | number)[]

/** Data that is forgotten after a while. */
export interface RetentionKind {
  /** 'tracking.messages', 'events.visits' … */
  readonly name: string
  /** Null keeps it for ever unless the workspace says otherwise. */
  readonly defaultDays: number | null
  /** Removes what is older; gives how many rows. Works in small steps, so that it may be called again. */
  readonly purge: (ctx: Ctx, before: Date) => Promise<number>
}
