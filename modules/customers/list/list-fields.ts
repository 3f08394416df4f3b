import type * as z from 'zod'
import type { Ctx } from '#core/context'
import { notFound } from '#core/errors'
import type { FilterChoice, Words } from '#core/holdings'
import type { ChoicesQuery, FieldChoice, FieldsResponse } from '../api-list.ts'
import { fieldsOf, opsOf } from './compile.ts'
import { columnsOfHoldings } from './more-columns.ts'

/** What the actor may filter customers by, and which columns lists may show beside the customer's own. */
export async function listFields(ctx: Ctx): Promise<FieldsResponse> {
  const fields = await fieldsOf(ctx)
  const columns = await columnsOfHoldings(ctx)
  return {
    fields: fields.map(({ name, module, label, type, ops, choices, isTimes = false, params = [] }) => ({
      name,
      module,
      label: inBoth(label),
      type,
      ops: [...opsOf({ type, ...(ops && { ops }) })],
      hasChoices: choices !== undefined,
      isTimes,
      params: params.map(({ name, label, type, isRequired = false, choices }) => ({
        name,
        label: inBoth(label),
        type,
        isRequired,
        hasChoices: choices !== undefined,
      })),
    })),
    columns: columns.map(({ name, label, type, choices = [] }) => ({
      name,
      label: inBoth(label),
      type,
      choices: choices.map(choiceInBoth),
    })),
  }
}

/** What may be chosen for a field or one of its params, narrowed to what contains the search. */
export async function listChoices(ctx: Ctx, name: string, { search, param }: z.infer<typeof ChoicesQuery>): Promise<FieldChoice[]> {
  const field = (await fieldsOf(ctx)).find((each) => each.name === name)
  const asked = param === undefined ? field : field?.params?.find((each) => each.name === param)
  if (!asked) throw notFound('customers.unknown_field', { field: name })
  return ((await asked.choices?.(ctx, search)) ?? []).map(choiceInBoth)
}

function choiceInBoth({ value, label }: FilterChoice): FieldChoice {
  return { value, label: inBoth(label) }
}

function inBoth(words: Words): { fa: string; en: string } {
  return typeof words === 'string' ? { fa: words, en: words } : { fa: words.fa, en: words.en }
}
