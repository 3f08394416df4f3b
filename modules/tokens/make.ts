import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Server } from '#core/server'
import { makeSecretKey } from '#core/secret-keys'

interface Wanted {
  readonly workspaceId: string
  readonly createdBy: string
  readonly scopes: readonly string[]
  readonly expiresAt?: Date
  readonly revokedAt?: Date
}

/** Puts a token into the database and gives its id and key. */
export async function makeToken({ db }: Pick<Server, 'db'>, { workspaceId, createdBy, scopes, expiresAt, revokedAt }: Wanted) {
  const id = randomUUIDv7()
  const key = makeSecretKey('t', workspaceId)
  const now = new Date()
  await db.transaction().execute(async (db) => {
    await sql.raw(`set local app.workspace_id = '${workspaceId}'`).execute(db)
    const made = { workspace_id: workspaceId, created_at: now }
    await db
      .insertInto('tokens')
      .values({
        ...made,
        id,
        name: 'A program',
        scopes: [...scopes],
        created_by: createdBy,
        made_with: null,
        expires_at: expiresAt ?? null,
        revoked_at: revokedAt ?? null,
        last_used_at: null,
      })
      .execute()
    await db
      .insertInto('tokens_keys')
      .values({ ...made, hash: key.hash, token_id: id, hint: key.hint, valid_until: null })
      .execute()
  })
  return { id, key: key.text }
}
