import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { emitAll, type NewEvent } from '#core/events'
import { lockBook } from './book.ts'
import { beginCount } from './count-few.ts'
import { isOnlyRefunds, kindOf, tellOrder, tellRefund, type IncomingOrder, type Said, type Told } from './domain-incoming.ts'
import { changedFields, countsDifferently, happenings } from './domain-told.ts'
import { growCatalogue } from './grow-catalogue.ts'
import { keyOf, loadPapers, type KnownPaper, type PaperKey } from './load-papers.ts'
import { eventOf, refundEventOf } from './order-events.ts'
import { matchCarts } from './match-carts.ts'
import { refuseOtherCurrency } from './queries.ts'
import { writePapers, type NewPaper } from './write-papers.ts'

/** What became of a word: the order's id, or its first refund's while the order itself is not known. */
export interface Recorded {
  readonly orderId: string
  readonly isNew: boolean
}

/**
 * Takes orders as shops and sites tell them, in one transaction, and counts them in by the difference. The same words once or five times, in this
 * order or another, end in the same state. `history` emits no events: what lies in the past is data. Callers hold the lock of identities already,
 * as profiles and roots were resolved under it.
 */
export function recordOrders(ctx: Ctx, words: readonly IncomingOrder[], { history = false } = {}): Promise<readonly Recorded[]> {
  for (const { currency } of words) refuseOtherCurrency(ctx, currency)
  if (words.length === 0) return Promise.resolve([])
  return inTransaction(ctx, async (ctx) => {
    const book = await lockBook(ctx)
    const known = await loadPapers(ctx, words)
    const { drafts, recorded, events } = settle(known, words, ctx.workspace.timeZone)
    settleKinds(drafts)
    const changed = [...drafts.values()].filter(isChanged)
    const count = await beginCount(ctx, book, touchedBy(changed))
    await writePapers(ctx, changed.map(paperOf))
    await growCatalogue(ctx, changed.map(paperOf))
    await count.finish()
    await matchCarts(ctx, { buyers: buyersOf(changed) })
    if (!history) await emitAll(ctx, events)
    return recorded
  })
}

/** A paper while words are taken over it. */
interface Draft extends PaperKey {
  readonly id: string
  readonly known: KnownPaper | null
  told: Told
  kind: KnownPaper['kind']
  customerId: string
  currency: string
  refundOf: string | null
}

interface Settled {
  readonly drafts: ReadonlyMap<string, Draft>
  readonly recorded: readonly Recorded[]
  readonly events: readonly NewEvent[]
}

function settle(known: ReadonlyMap<string, KnownPaper>, words: readonly IncomingOrder[], timeZone: string): Settled {
  const currency = words[0]?.currency ?? ''
  const drafts = new Map<string, Draft>([...known].map(([key, paper]) => [key, { ...paper, known: paper, currency }]))
  const events: NewEvent[] = []
  const recorded = words.map((word): Recorded => {
    const key = { source: word.source, number: word.number, negative: false, part: '' }
    const before = drafts.get(keyOf(key)) ?? null
    const order = isOnlyRefunds(word) ? before : take(drafts, key, word, tellOrder(before?.told ?? null, word))
    if (order && !isOnlyRefunds(word)) {
      for (const happening of happenings(before?.told.paper ?? null, order.told.paper, { saidAt: word.saidAt, timeZone }))
        events.push(eventOf(order, happening))
    }
    const refunds = word.refunds.map((refund) => {
      const key = { source: word.source, number: word.number, negative: true, part: refund.id }
      const before = drafts.get(keyOf(key)) ?? null
      const paper = take(drafts, key, word, tellRefund(before?.told ?? null, word, refund))
      if (!before) events.push(refundEventOf(order, paper))
      return paper
    })
    return { orderId: (order ?? refunds[0])?.id ?? '', isNew: before === null && order !== null }
  })
  return { drafts, recorded, events }
}

/** Puts the paper down as it is told now, in the family that the latest word on the profile named. */
function take(drafts: Map<string, Draft>, key: PaperKey, word: IncomingOrder, told: Told): Draft {
  const before = drafts.get(keyOf(key))
  const isOfWord = told.paper.profile === word.profileId
  const draft: Draft = {
    ...(before ?? { ...key, id: randomUUIDv7(), known: null, kind: 'purchase', refundOf: null, currency: word.currency }),
    told,
    customerId: isOfWord || !before ? word.customerId : before.customerId,
  }
  drafts.set(keyOf(key), draft)
  return draft
}

/** What each paper counts as follows from all papers of its number, and a refund belongs to the order of its number. */
function settleKinds(drafts: ReadonlyMap<string, Draft>): void {
  for (const papers of Map.groupBy(drafts.values(), ({ source, number }) => JSON.stringify([source, number])).values()) {
    const order = papers.find(({ negative }) => !negative)
    const refunds = papers.filter(({ negative }) => negative)
    for (const refund of refunds) {
      refund.kind = 'refund'
      refund.refundOf = order?.id ?? null
    }
    if (order && hasBeenTold(order)) order.kind = kindOf(order.told.paper, refunds.length > 0)
  }
}

/** Somebody has spoken of it; what only an import wrote is as the import says. */
function hasBeenTold({ told }: Draft): boolean {
  return Object.keys(told.said).length > 0
}

function isChanged({ known, told, kind, refundOf, customerId }: Draft): boolean {
  if (!known) return true
  return (
    kind !== known.kind ||
    refundOf !== known.refundOf ||
    customerId !== known.customerId ||
    !isSame(told.said, known.told.said) ||
    changedFields(known.told.paper, told.paper).length > 0
  )
}

function isSame(one: Said, other: Said): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/** The customers whose figures move. */
function touchedBy(changed: readonly Draft[]): string[] {
  const moved = changed.filter(({ known, told, kind, customerId }) =>
    countsDifferently(known && { paper: known.told.paper, kind: known.kind, customerId: known.customerId }, {
      paper: told.paper,
      kind,
      customerId,
    }),
  )
  return [...new Set(moved.flatMap(({ known, customerId }) => (known ? [known.customerId, customerId] : [customerId])))]
}

/** Whose carts may have become an order: of orders that are new, or somebody else's now. */
function buyersOf(changed: readonly Draft[]): string[] {
  const arrived = changed.filter(({ negative, known, customerId }) => !negative && known?.customerId !== customerId)
  return [...new Set(arrived.flatMap(({ known, customerId }) => (known ? [known.customerId, customerId] : [customerId])))]
}

function paperOf(draft: Draft): NewPaper {
  const { known, told } = draft
  const hasNewItems = !known || changedFields(known.told.paper, told.paper).includes('items')
  return { ...draft, isNew: !known, hasNewItems, takesOver: known?.importId !== null && known !== null }
}
