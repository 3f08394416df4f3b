import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '#core/context'
import type { Server } from '#core/server'
import { systemCtx } from '../contexts.ts'
import { workspaceNow } from '../queries.ts'
import { changeExport, claimExport, fileOf, KEPT_DAYS } from './queue.ts'
import { writeArchive } from './write-archive.ts'

const DAY = 86_400_000

/** Works on the export that waits in a workspace, if any. A crash leaves half a file under another name, and the next one begins anew. */
export async function runExports(server: Server, workspaceId: string): Promise<void> {
  const workspace = await workspaceNow(server.db, workspaceId)
  if (!workspace) return
  const ctx = systemCtx(server, workspace)
  const id = await claimExport(ctx)
  if (id === null) return
  try {
    await makeFile(ctx, id)
  } catch (err) {
    server.log.error({ err, exportId: id }, 'export failed')
    await changeExport(ctx, id, { state: 'failed', ended_at: new Date() })
  }
}

async function makeFile(ctx: Ctx, id: string): Promise<void> {
  const target = ctx.files.path('exports', fileOf(id))
  const half = `${target}.half`
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  const file = await open(half, 'w', 0o600)
  try {
    const tell = (progress: object) => changeExport(ctx, id, { ...progress, heartbeat_at: new Date() })
    const bytes = await writeArchive(ctx, file, tell)
    if (bytes === null) return
    const hash = createHash('sha256')
    await pipeline(createReadStream(half), hash)
    await rename(half, target)
    const now = new Date()
    const expires_at = new Date(now.getTime() + KEPT_DAYS * DAY)
    const isKept = await changeExport(ctx, id, { state: 'done', ended_at: now, expires_at, bytes, sha256: hash.digest('hex') })
    if (!isKept) await rm(target, { force: true })
  } finally {
    await file.close()
    await rm(half, { force: true })
  }
}
