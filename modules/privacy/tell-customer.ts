import { Readable } from 'node:stream'
import { audit } from '#core/audit'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { FileAnswer } from '#core/http'
import { pageText, type Language } from '#public/page'
import { familyOf } from '#modules/customers'
import { dataView } from './data-view.ts'
import { PAGE_WORDS } from './domain-public-words.ts'

/** Everything that every module keeps about a person, by module. Amounts are minor units as text. */
export type Told = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Gathers it, for the person to read. */
export async function tellCustomer(ctx: Ctx, customerId: string): Promise<Told> {
  const family = await familyOf(ctx, customerId)
  if (family.length === 0) throw notFound('customers.not_found')
  const told: Record<string, Readonly<Record<string, unknown>>> = {}
  for (const { module, tell } of ctx.holdings) if (tell) told[module] = await tell(ctx, family)
  return told
}

/** The same as a file: JSON for programs, a page for people. */
export async function customerFile(ctx: Ctx, customerId: string, format: 'json' | 'html', language: Language): Promise<FileAnswer> {
  const told = { madeAt: ctx.now.toISOString(), shop: ctx.workspace.name, data: await tellCustomer(ctx, customerId) }
  const text = JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)
  if (format === 'json') return fileOf(text, 'application/json; charset=utf-8', 'my-data.json')
  const plain: unknown = JSON.parse(text)
  const content = dataView(language, plain)
  const page = pageText({ language, shop: ctx.workspace.name, title: PAGE_WORDS[language].data_title, content })
  return fileOf(page, 'text/html; charset=utf-8', 'my-data.html')
}

/** What a colleague takes out of the house on a person's wish, written down. */
export async function exportCustomer(ctx: Ctx, customerId: string, format: 'json' | 'html', language: Language): Promise<FileAnswer> {
  const file = await customerFile(ctx, customerId, format, language)
  await audit(ctx, 'customer.exported', { kind: 'customer', id: customerId, details: { format } })
  return file
}

function fileOf(text: string, type: string, fileName: string): FileAnswer {
  return { stream: Readable.from([text]), type, fileName }
}
