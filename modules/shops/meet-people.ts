import type { Ctx } from '#core/context'
import { readIdentifier, resolveCustomers, sayAbout, type Identifier, type Resolved, type Saying } from '#modules/customers'
import type { Statement } from '#modules/consent'
import type { Heard, SaidPerson } from './domain-heard.ts'
import type { Shop } from './queries.ts'

/** Something heard and its place in the list. */
export interface Taken {
  readonly one: Heard
  readonly place: number
}

/** Something heard of somebody, and who that is. */
export interface Met extends Taken {
  readonly who: Resolved
}

/** Finds or adds the people spoken of, and takes down what is said about them. Of history nobody is told. */
export async function meetPeople(ctx: Ctx, shop: Shop, taken: readonly Taken[], isHistory: boolean): Promise<Met[]> {
  const spoken = taken.flatMap(({ one, place }) =>
    'person' in one ? [{ one, place, person: one.person, identifiers: identifiersOf(shop, one.person) }] : [],
  )
  const found = await resolveCustomers(
    ctx,
    spoken.map(({ person, identifiers }) => ({ identifiers, at: person.at, trusted: true, source: 'shop' })),
    { isHistory },
  )
  const met = spoken.flatMap((each, index) => {
    const who = found[index]
    return who ? [{ ...each, who }] : []
  })
  await sayAbout(
    ctx,
    met.map(({ person, identifiers, who }) => sayingOf(who.profileId, person, identifiers)),
    { isHistory },
  )
  return met
}

/** What the person is recognised by. Ids count in the shop's space of ids. */
export function identifiersOf({ source }: Pick<Shop, 'source'>, person: SaidPerson): Identifier[] {
  return person.identifiers.flatMap(({ kind, text, isVerified }) => {
    const identifier = readIdentifier(kind, idSpaceOf(source), text, person.country ?? undefined)
    return identifier ? [{ ...identifier, verified: isVerified }] : []
  })
}

/**
 * Statements of consent that came along. Shops say the same again and again: one with the same time and answer is the same. What a shop's history says
 * is a list with its past: nobody on it is asked to confirm, nor told of.
 */
export function consentsOf(shop: Pick<Shop, 'id' | 'name'>, met: readonly Met[], isHistory: boolean): Statement[] {
  const spoken = isHistory ? { source: 'import', proof: { shop: shop.id, obtained: shop.name } } : { source: 'shop' }
  return met.flatMap(({ one, who }) => {
    if (!('person' in one)) return []
    return one.person.consents.map((consent) => ({
      ...consent,
      ...spoken,
      profileId: who.profileId,
      statementId: `${shop.id} ${consent.at.getTime()} ${consent.state}`,
    }))
  })
}

/** Files and sites name the shop's own customers; a connection that joins their orders names them too. */
function idSpaceOf(source: string): string {
  if (source === 'import' || source === 'tracking') return ''
  return source.replace(/^tracking:/, '')
}

function sayingOf(profileId: string, person: SaidPerson, identifiers: readonly Identifier[]): Saying {
  const { at, name, country, city, language, kind, trade, birthday, birthdayCalendar } = person
  const valueOf = (kind: Identifier['kind']) => identifiers.find((each) => each.kind === kind)?.value ?? null
  const said = { name, phone: valueOf('phone'), email: valueOf('email'), country, city, language, kind, trade, birthday, birthdayCalendar }
  return {
    profileId,
    at,
    by: 'shop',
    // What the shop does not say stays as it is known.
    fields: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
    attributes: person.attributes,
    tags: { add: person.tags },
    identifiers,
  }
}
