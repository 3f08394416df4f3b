import { invalid } from '#core/errors'
import { openSealed, seal } from '#core/sealed'
import { Credentials } from './api.ts'

/** What of a connection is kept sealed. */
type Column = 'key' | 'secret' | 'credentials'

interface Place {
  readonly workspace_id: string
  readonly id: string
}

/** Seals a text for one column of one connection. */
export function sealFor(secret: string, shop: Place, column: Column, text: string): string {
  return seal(secret, placeOf(shop, column), text)
}

/** The sealed text; refused when the server's own secret is another one than when it was sealed. */
export function unsealed(secret: string, shop: Place, column: Column, sealed: string): string {
  const text = openSealed(secret, placeOf(shop, column), sealed)
  if (text === null) throw invalid('shops.sealed_with_another_secret')
  return text
}

/** What opens the shop's interface; null when nobody has given it. */
export function credentialsOf(secret: string, shop: Place & { readonly credentials_sealed: string | null }): Credentials | null {
  if (shop.credentials_sealed === null) return null
  return Credentials.parse(JSON.parse(unsealed(secret, shop, 'credentials', shop.credentials_sealed)))
}

function placeOf({ workspace_id, id }: Place, column: Column): string {
  return `shops_connections ${workspace_id} ${id} ${column}`
}
