import type { RawBuilder } from 'kysely'
import type { Permission } from '../app/permissions.ts'
import type { Ctx } from '#core/context'

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
  /** Everything kept about the family, for the person to read: JSON, by headings of one's own. */
  readonly tell?: (ctx: Ctx, family: readonly string[]) => Promise<Readonly<Record<string, unknown>>>
  /** Removes what need not be kept and anonymises the rest; gives counts by kind for the certificate. */
  readonly erase?: (ctx: Ctx, family: readonly string[]) => Promise<Erased>
  /** Kinds of data with an age limit. */
  readonly retention?: readonly RetentionKind[]
}

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

/** A condition's subject. `sql` sees the aliases `c` (customers) and `s` (customers_summaries, left joined: all null without orders). */
export interface FilterField {
  /** 'purchases', 'orders.product', 'consent.email', 'attribute.size' … */
  readonly name: string
  readonly type: 'text' | 'number' | 'money' | 'date' | 'day' | 'choice' | 'yes_no'
  readonly may: Permission
  /** Whether the condition holds; the operator was checked to be one of the type's. */
  readonly sql: (
    ctx: Ctx,
    condition: { readonly op: FilterOp; readonly value: FilterValue },
  ) => RawBuilder<boolean> | Promise<RawBuilder<boolean>>
  /** What may be chosen, for 'choice'. */
  readonly choices?: (ctx: Ctx) => Promise<readonly { readonly value: string; readonly label: string }[]>
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
