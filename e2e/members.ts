import { join } from 'node:path'
import { addUser, passwordHash } from '#core/auth'
import { connectPool, kyselyOver } from '#core/db'
import { addressOf } from '#core/postgres-door'
import type { Role } from '../app/permissions.ts'
import { OWNER, sessionOf, type Shop, type SignedIn } from './shop.ts'

/** Somebody with this role in the shop, signed in. Written into the shop's database, since no screen invites people yet. */
export async function addMember({ folder, url }: Shop, role: Role): Promise<SignedIn> {
  const email = `${role}@example.com`
  const pool = connectPool(addressOf(join(folder, 'postgres'), 'bazgasht'), 1)
  const db = kyselyOver(pool)
  try {
    const now = new Date()
    const user_id = await addUser(db, { name: role, email, passwordHash: await passwordHash(OWNER.password) }, now)
    const { id: workspace_id } = await db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow()
    await db.insertInto('workspaces_members').values({ workspace_id, user_id, role, joined_at: now }).execute()
  } finally {
    await pool.end()
  }
  const body = JSON.stringify({ email, password: OWNER.password })
  return sessionOf(await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
}
