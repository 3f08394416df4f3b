import type { Ctx, Workspace } from '#core/context'
import { inTransaction } from '#core/context'
import { readSecretKey } from '#core/secret-keys'
import type { Server } from '#core/server'
import { openWorkspace, systemCtx } from '#modules/workspaces'

/** Whom a write key speaks for. */
export interface KnownSource {
  readonly id: string
  readonly workspace: Workspace
  readonly kind: 'browser' | 'server'
  readonly allowedOrigins: readonly string[]
  /** The key was taken back; it is known only so that the owner can be told that somebody still uses it. */
  readonly isRevoked: boolean
}

/** Finds the source of a write key; null for a key that never was one. */
export type FindSource = (key: string, now: number) => Promise<KnownSource | null>

/** A key that was revoked or changed elsewhere still holds for this long. */
const REMEMBERED_MS = 5_000
const MOST_REMEMBERED = 10_000

/** Looks sources up and remembers them, unknown keys too, for a few seconds. */
export function rememberSources(server: Server): FindSource {
  const known = new Map<string, { readonly source: Promise<KnownSource | null>; readonly until: number }>()
  return async (key, now) => {
    const named = readSecretKey('w', key)
    if (!named) return null
    const remembered = known.get(named.hash)
    if (remembered && remembered.until > now) return remembered.source
    if (known.size >= MOST_REMEMBERED) known.clear()
    const source = lookUp(server, named, new Date(now))
    known.set(named.hash, { source, until: now + REMEMBERED_MS })
    source.catch(() => known.delete(named.hash))
    return source
  }
}

async function lookUp(
  server: Server,
  { workspaceId, hash }: { workspaceId: string; hash: string },
  now: Date,
): Promise<KnownSource | null> {
  const workspace = await openWorkspace(server.db, workspaceId)
  if (!workspace) return null
  const row = await inTransaction({ ...systemCtx(server, workspace), now }, (ctx) => sourceByHash(ctx, hash))
  if (!row) return null
  return { id: row.id, workspace, kind: row.kind, allowedOrigins: row.allowed_origins, isRevoked: row.revoked_at !== null }
}

function sourceByHash(ctx: Ctx, hash: string) {
  return ctx.db
    .selectFrom('tracking_sources')
    .select(['id', 'kind', 'allowed_origins', 'revoked_at'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where(({ or, and, eb }) => or([eb('key_hash', '=', hash), and([eb('old_key_hash', '=', hash), eb('old_key_until', '>', ctx.now)])]))
    .executeTakeFirst()
}
