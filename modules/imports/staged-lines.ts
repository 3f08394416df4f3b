import { sql } from 'kysely'
import type { Ctx } from '#core/context'
import { normalise } from '#pure/text'
import type { ImportPlan } from './api.ts'
import { customerKey, type ParsedLine } from './domain.ts'
import { readYesNo, type LineFacts } from './domain-facts.ts'

/** The columns of the temporary table `staged_lines` that a plan fills, and each line's values of them in COPY's text format. */
export interface StagedShape {
  readonly columns: readonly string[]
  readonly text: (line: ParsedLine, cells: readonly string[]) => string
}

/** Makes the table; every column is there, so that the SQL after it is the same for all files. */
export async function createStagedLines(ctx: Ctx): Promise<void> {
  await sql`
    create temp table staged_lines (
      line bigint not null, key text not null, ordered_at timestamptz not null, day int not null, cancelled boolean not null default false,
      number text, amount bigint, discount bigint, quantity numeric,
      name text, search text, phone text, email text, country text,
      product_code text, product_name text, category text, payment_method text, shipping_method text, channel text, status text,
      facts jsonb, agreed boolean
    ) on commit drop`.execute(ctx.db)
}

/** What a plan's lines are staged as; columns that the file lacks are not sent. */
export function stagedShape(
  { columns, facts, consent }: ImportPlan,
  readFacts: (cells: readonly string[]) => LineFacts | null,
): StagedShape {
  const has = (role: keyof typeof columns) => columns[role] !== undefined
  const chosen = OPTIONAL.filter(({ when }) => when.some(has))
  const texts = chosen.map(({ text }) => text)
  const at = instantWriter()
  return {
    columns: [...ALWAYS, ...chosen.map(({ column }) => column), ...(facts ? ['facts'] : []), ...(consent ? ['agreed'] : [])],
    text: (line, cells) => {
      let row = `${line.line}\t${value(customerKey(line))}\t${at(line.at)}\t${line.day}`
      for (const text of texts) row += `\t${text(line)}`
      if (facts) row += `\t${json(readFacts(cells))}`
      if (consent) row += `\t${flag(consent.column === null || readYesNo(cells[consent.column] ?? ''))}`
      return `${row}\n`
    },
  }
}

const ALWAYS = ['line', 'key', 'ordered_at', 'day'] as const

interface OptionalColumn {
  readonly column: string
  readonly when: readonly (keyof ImportPlan['columns'])[]
  readonly text: (line: ParsedLine) => string
}

const OPTIONAL: readonly OptionalColumn[] = [
  { column: 'cancelled', when: ['status'], text: (line) => (line.cancelled ? 't' : 'f') },
  { column: 'number', when: ['orderNumber'], text: (line) => value(line.number) },
  { column: 'amount', when: ['amount', 'price'], text: (line) => count(line.amount) },
  { column: 'discount', when: ['discount'], text: (line) => count(line.discount) },
  { column: 'quantity', when: ['quantity'], text: (line) => count(line.quantity) },
  { column: 'name', when: ['customerName'], text: (line) => value(line.name) },
  { column: 'search', when: ['customerName'], text: (line) => (line.name === null ? value(null) : value(searchText(line))) },
  { column: 'phone', when: ['phone'], text: (line) => value(line.phone) },
  { column: 'email', when: ['email'], text: (line) => value(line.email) },
  { column: 'country', when: ['country'], text: (line) => value(line.country) },
  { column: 'product_code', when: ['productCode'], text: (line) => value(line.productCode) },
  { column: 'product_name', when: ['productName'], text: (line) => value(line.productName) },
  { column: 'category', when: ['category'], text: (line) => value(line.category) },
  { column: 'payment_method', when: ['paymentMethod'], text: (line) => value(line.paymentMethod) },
  { column: 'shipping_method', when: ['shippingMethod'], text: (line) => value(line.shippingMethod) },
  { column: 'channel', when: ['channel'], text: (line) => value(line.channel) },
  { column: 'status', when: ['status'], text: (line) => value(line.status) },
]

const SPECIAL = /[\\\t\n\r\0]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' }

/** PostgreSQL's text holds no NUL. */
function value(text: string | null): string {
  if (text === null) return '\\N'
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r\0]/g, (sign) => ESCAPES[sign] ?? sign) : text
}

function json(facts: LineFacts | null): string {
  return value(facts && JSON.stringify(facts))
}

function flag(answer: boolean | null): string {
  return answer === null ? '\\N' : answer ? 't' : 'f'
}

function count(number: number | null): string {
  return number === null ? '\\N' : String(number)
}

const searches = new Map<string, string>()

/** Who it is, without the phone and the e-mail, which other lines may name. Lines of one customer are many, and normalising is slow. */
function searchText({ name, customerId }: ParsedLine): string {
  const text = [name, customerId].filter((part) => part !== null).join(' ')
  let search = searches.get(text)
  if (search === undefined) {
    search = normalise(text)
    if (searches.size > 50_000) searches.clear()
    searches.set(text, search)
  }
  return search
}

const TWO = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))
const DAY_MS = 86_400_000

/** ISO instants; files come sorted by time, so the date is made once for all lines of a day. */
function instantWriter(): (at: number) => string {
  let day = Number.NaN
  let date = ''
  return (at) => {
    const wanted = Math.floor(at / DAY_MS)
    if (wanted !== day) {
      day = wanted
      date = new Date(at).toISOString().slice(0, 11)
    }
    const ms = at - day * DAY_MS
    const seconds = Math.floor(ms / 1000)
    const clock = `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`
    return ms % 1000 === 0 ? `${date}${clock}Z` : `${date}${clock}.${String(ms % 1000).padStart(3, '0')}Z`
  }
}
