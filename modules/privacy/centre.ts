import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, type Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { CHANNELS, purposesInUse, recordConsents, standingOf, type Channel, type Statement } from '#modules/consent'
import { readIdentifier, sayAbout } from '#modules/customers'
import { latinDigits } from '#pure/numbers'
import type { Language } from '#public/page'

/** One tick on the page: a purpose on a channel. */
export interface Tick {
  readonly purpose: string
  readonly channel: Channel
  readonly isOn: boolean
  readonly isPending: boolean
}

/** A purpose with its text, as the page shows it. */
export interface Choice {
  readonly key: string
  readonly name: string
  readonly text: string
  readonly textVersion: number
  readonly ticks: readonly Tick[]
}

/** Somebody as they may correct themselves. */
export interface Person {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly birthday: string | null
  readonly birthdayCalendar: 'gregorian' | 'persian' | null
}

/** What a customer's centre shows. */
export interface Centre {
  readonly choices: readonly Choice[]
  readonly person: Person
  /** When the person is going to be erased; null when nothing of the kind was asked. */
  readonly erasedOn: Date | null
  readonly erasureId: string | null
}

/** Everything on the page of one customer. */
export async function readCentre(ctx: Ctx, customerId: string, language: Language): Promise<Centre> {
  const person = await ctx.db
    .selectFrom('customers')
    .select(['name', 'email', 'phone', 'birthday', 'birthday_calendar as birthdayCalendar'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  const wish = await ctx.db
    .selectFrom('privacy_erasures')
    .select(['id', 'due_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('customer_id', '=', customerId)
    .where('state', '=', 'requested')
    .executeTakeFirst()
  return { choices: await choicesOf(ctx, customerId, language), person, erasedOn: wish?.due_at ?? null, erasureId: wish?.id ?? null }
}

async function choicesOf(ctx: Ctx, customerId: string, language: Language): Promise<Choice[]> {
  const holds = await standingOf(ctx, customerId)
  return (await purposesInUse(ctx)).map(({ key, name, text, textVersion }) => ({
    key,
    name: name[language],
    text: text[language],
    textVersion,
    ticks: CHANNELS.map((channel) => {
      const state = holds.get(`${key} ${channel}`)?.state ?? null
      const isOn = state === 'granted' || (key === 'service' && state === null)
      return { purpose: key, channel, isOn, isPending: state === 'pending' }
    }),
  }))
}

type Proof = Readonly<Record<string, string | null>>

/** Writes down what differs between the page as it stands and the ticks that were sent; gives how many words that was. */
export function saveChoices(
  ctx: Ctx,
  customerId: string,
  { on, language, proof }: { on: ReadonlySet<string>; language: Language; proof: Proof },
) {
  return inTransaction(ctx, async (ctx) => {
    const choices = await choicesOf(ctx, customerId, language)
    const changed = choices.flatMap(({ ticks, text, textVersion }) =>
      ticks.flatMap((tick): Statement[] => {
        const wanted = on.has(`${tick.purpose}.${tick.channel}`)
        return wanted === tick.isOn ? [] : [statement(ctx, customerId, { tick, isYes: wanted, text, textVersion, proof })]
      }),
    )
    return recordConsents(ctx, changed)
  })
}

/** A no to every purpose on every channel. */
export function stopEverything(ctx: Ctx, customerId: string, language: Language, proof: Proof): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const choices = await choicesOf(ctx, customerId, language)
    const all = choices.flatMap(({ ticks, text, textVersion }) =>
      ticks.map((tick) => statement(ctx, customerId, { tick, isYes: false, text, textVersion, proof })),
    )
    return recordConsents(ctx, all)
  })
}

interface Said {
  readonly tick: Tick
  readonly isYes: boolean
  readonly text: string
  readonly textVersion: number
  readonly proof: Proof
}

function statement(ctx: Ctx, profileId: string, { tick, isYes, text, textVersion, proof }: Said): Statement {
  return {
    profileId,
    purpose: tick.purpose,
    channel: tick.channel,
    state: isYes ? 'granted' : 'denied',
    source: 'centre',
    at: ctx.now,
    statementId: `centre:${randomUUIDv7()}`,
    shown: text,
    textVersion,
    proof,
  }
}

/** What the form of corrections says, as it was typed. */
export interface Correction {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly birthday: string
}

/** Writes down what the customer says about themselves; what was left as it is says nothing. Addresses are claims until they are verified. */
export async function correctPerson(ctx: Ctx, customerId: string, correction: Correction): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { person } = await readCentre(ctx, customerId, ctx.workspace.language)
    const fields = {
      ...changed('name', person.name, correction.name),
      ...changed('email', person.email, readContact('email', correction.email)),
      ...changed('phone', person.phone, readContact('phone', correction.phone)),
      ...birthdayOf(ctx, person, correction.birthday),
    }
    if (Object.keys(fields).length > 0) await sayAbout(ctx, [{ profileId: customerId, at: ctx.now, by: 'customer', fields }])
  })
}

function changed<Field extends string>(field: Field, before: string | null, typed: string): { readonly [name in Field]?: string } {
  const value = typed.trim().slice(0, 200)
  const said: { [name in Field]?: string } = {}
  // Emptying a field is a wish to be erased, which has its own button.
  if (value !== '' && value !== before) Object.assign(said, { [field]: value })
  return said
}

function readContact(kind: 'email' | 'phone', typed: string): string {
  if (typed.trim() === '') return ''
  const read = readIdentifier(kind, '', typed)
  if (!read) throw invalid('privacy.unreadable_contact')
  return read.value
}

/** A day as it is written in the shop's calendar: 1370-05-21, 1991/8/12, or without the year. */
function birthdayOf(ctx: Ctx, person: Person, typed: string) {
  const text = latinDigits(typed).trim().replaceAll(/[/.]/g, '-')
  if (text === '' || text === person.birthday) return {}
  const [, year, month = '', day = ''] = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$/.exec(text.replace(/^--/, '')) ?? []
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) throw invalid('privacy.unreadable_contact')
  const birthday = `${year ?? '-'}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return { birthday, birthdayCalendar: year !== undefined && Number(year) > 1600 ? ('gregorian' as const) : calendarFor(ctx, year) }
}

function calendarFor(ctx: Ctx, year: string | undefined): 'gregorian' | 'persian' {
  return year === undefined ? ctx.workspace.calendar : 'persian'
}
