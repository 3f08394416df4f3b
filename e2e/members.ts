import { doorOf } from './living-shop.ts'
import { OWNER, sessionOf, type Shop, type SignedIn } from './shop.ts'

/** Somebody with this role in the shop, signed in with the owner's password: asked by link, as its screens do. */
export async function addMember(shop: Shop, role: string, name = role): Promise<SignedIn> {
  const { link } = await doorOf(shop, shop.owner)('POST', '/api/invitations', { email: null, role, language: 'en' })
  const token = new URL(link).searchParams.get('token')
  const body = JSON.stringify({ token, name, email: emailOf(name), password: OWNER.password })
  const headers = { 'content-type': 'application/json', origin: shop.url }
  return sessionOf(await fetch(`${shop.url}/api/invitation/account`, { method: 'POST', headers, body }))
}

/** With what a member signs in. */
export function emailOf(name: string): string {
  return `${name.toLowerCase()}@example.com`
}
