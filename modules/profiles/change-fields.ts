import { audit } from '#core/audit'
import { inTransaction, type Ctx } from '#core/context'
import { invalid } from '#core/errors'
import { sayAbout } from '#modules/customers'
import { listColleagues } from '#modules/workspaces'
import { tidy } from '#pure/text'
import type { FieldsRequest } from './api.ts'
import { checkedAttributes } from './attributes.ts'
import { readToldDate } from './domain-dates.ts'
import { familyFor } from './family.ts'

/** Writes what a member says about a person: the fields given, and no others. Who said what and when stays to be read. */
export async function changeFields(ctx: Ctx, customerId: string, { fields = {}, attributes = {}, tags }: FieldsRequest): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const [profileId] = await familyFor(ctx, customerId)
    if (fields.ownerId) await checkMember(ctx, fields.ownerId)
    const checked = await checkedAttributes(ctx, attributes)
    await sayAbout(ctx, [
      {
        profileId,
        at: ctx.now,
        by: speakerOf(ctx),
        fields: personFields(fields),
        attributes: checked,
        tags: tags && { add: tags.add?.map(tidy) ?? [], remove: tags.remove ?? [] },
      },
    ])
    const changed = [...Object.keys(fields), ...Object.keys(attributes), ...(tags ? ['tags'] : [])]
    await audit(ctx, 'customer.changed', { kind: 'customer', id: profileId, details: { fields: changed } })
  })
}

/** Who speaks: a member by id, anybody else by what they are. */
export function speakerOf({ actor }: Ctx): string {
  return actor.userId ?? actor.id ?? actor.kind
}

function personFields({ birthday, name, ...rest }: NonNullable<FieldsRequest['fields']>) {
  const named = name === undefined ? rest : { ...rest, name: name === null ? null : tidy(name) }
  if (birthday === undefined) return named
  if (birthday === null) return { ...named, birthday: null, birthdayCalendar: null }
  if (!readToldDate(birthday.calendar, birthday.date)) throw invalid('profiles.no_such_day')
  return { ...named, birthday: birthday.date, birthdayCalendar: birthday.calendar }
}

async function checkMember(ctx: Ctx, userId: string): Promise<void> {
  const members = await listColleagues(ctx)
  if (!members.some(({ id }) => id === userId)) throw invalid('profiles.no_such_member')
}
