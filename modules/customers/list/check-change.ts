import type { Ctx } from '#core/context'
import { invalid } from '#core/errors'
import type { FilterField } from '#core/holdings'
import { listColleagues } from '#modules/workspaces'
import type { BulkChange } from '../api-list.ts'
import { fieldsOf } from './compile.ts'

/** Refuses what could not be said about one customer either: an owner who does not work here, an attribute that there is not, a value of another type. */
export async function checkChange(ctx: Ctx, { fields = {}, attributes = {} }: BulkChange): Promise<void> {
  const { ownerId } = fields
  if (ownerId && !(await listColleagues(ctx)).some(({ id }) => id === ownerId)) throw invalid('customers.not_a_member')
  const given = Object.entries(attributes).filter(([, value]) => value !== null)
  if (given.length === 0) return
  const known = new Map((await fieldsOf(ctx)).map((field) => [field.name, field]))
  for (const [key, value] of given) {
    const field = known.get(`attribute.${key}`)
    if (!field || !(await suits(ctx, field, value))) throw invalid('customers.unfit_attribute', { attribute: key })
  }
}

async function suits(ctx: Ctx, { type, choices }: FilterField, value: unknown): Promise<boolean> {
  if (type === 'number') return typeof value === 'number'
  if (type === 'yes_no') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (type === 'date' || type === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
  return !choices || (await choices(ctx, '')).some((choice) => choice.value === value)
}
