import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import * as z from 'zod'
import { audit } from '#core/audit'
import { readBackup } from '#core/backup/reader'
import { inTransaction, type Ctx } from '#core/context'
import { AppError, forbidden, notFound, refused } from '#core/errors'
import { routes } from '#core/http'
import type { Server } from '#core/server'
import { readToken, signToken } from '#core/signed-links'
import { askPassword } from '#modules/accounts'
import {
  Backup,
  BackupParams,
  BackupsResponse,
  DownloadQuery,
  DownloadResponse,
  PasswordBody,
  ScheduleBody,
  Verification,
  WorryResponse,
} from './api.ts'
import { askForBackup } from './ask-backup.ts'
import { latestSlot, worryAbout } from './domain.ts'
import { freeIn, isSameDisk } from './folder.ts'
import { installation } from './installation.ts'
import { backupFor, backupResponse, listRows, readSchedule, standingOf, type BackupRow } from './queries.ts'
import { forget } from './run-backup.ts'
import { keptSecret } from './wish.ts'

/** Backups, for whoever runs the installation. They are no part of the management API: a key that could take everything along is one too many. */
export const backupsRoutes = routes('operations')

backupsRoutes.get('/backups', {
  summary: 'Backups, their schedule, and how things stand with them',
  may: 'operations:read',
  gives: BackupsResponse,
  screensOnly: true,
  run: ({ server, ctx }) => overview(server, ctx),
})

backupsRoutes.get('/backups/worry', {
  summary: 'What is wrong with the backups, if anything',
  may: 'operations:read',
  gives: WorryResponse,
  screensOnly: true,
  run: async ({ server, ctx }) => {
    const { worry, lastGoodAt } = await overview(server, ctx)
    return { worry, lastGoodAt }
  },
})

backupsRoutes.post('/backups', {
  summary: 'Asks for a backup now',
  may: 'operations:run',
  gives: Backup,
  status: 202,
  screensOnly: true,
  run: async ({ server, ctx }) => {
    const id = await askForBackup(ctx, 'by_hand', server.config.backupsFolder)
    return backupResponse(await backupFor(ctx.db, id))
  },
})

backupsRoutes.put('/backups/schedule', {
  summary: 'Sets when backups are made by themselves, and how many are kept',
  may: 'operations:run',
  body: ScheduleBody,
  gives: 204,
  screensOnly: true,
  run: ({ ctx, body }) => saveSchedule(ctx, body),
})

backupsRoutes.post('/backups/:id/verification', {
  summary: 'Reads a backup to its end and checks every checksum',
  may: 'operations:run',
  params: BackupParams,
  gives: Verification,
  streams: true,
  screensOnly: true,
  run: async ({ server, params }) => verify(hereOnly(await backupFor(server.db, params.id))),
})

backupsRoutes.post('/backups/:id/download', {
  summary: 'Where a backup can be taken along for a minute, for who gives their password once more',
  may: 'operations:run',
  params: BackupParams,
  body: PasswordBody,
  gives: DownloadResponse,
  streams: true,
  screensOnly: true,
  run: async ({ server, ctx, params, body }) => {
    await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)
    const { id } = hereOnly(await backupFor(server.db, params.id))
    const token = signToken(server.config.secret, DOWNLOAD, [id, ctx.actor.userId ?? '', ctx.now.getTime() + MINUTE])
    return { path: `/api/operations/backups/${id}/file?token=${token}` }
  },
})

backupsRoutes.get('/backups/:id/file', {
  summary: 'The file of a backup',
  may: 'operations:run',
  params: BackupParams,
  query: DownloadQuery,
  gives: 'stream',
  streams: true,
  screensOnly: true,
  run: async ({ server, ctx, params, query }) => {
    const [id, userId, until] = readToken(server.config.secret, DOWNLOAD, Ticket, query.token) ?? []
    if (id !== params.id || userId !== ctx.actor.userId || (until ?? 0) < ctx.now.getTime()) throw forbidden('operations:run')
    const { path } = hereOnly(await backupFor(server.db, params.id))
    await audit(ctx, 'backup.downloaded', { kind: 'backup', id: params.id })
    return { stream: createReadStream(path), type: 'application/octet-stream', fileName: basename(path) }
  },
})

backupsRoutes.delete('/backups/:id', {
  summary: 'Deletes a backup and its file',
  may: 'operations:run',
  params: BackupParams,
  gives: 204,
  screensOnly: true,
  run: async ({ ctx, params }) => {
    const { path, state, kind } = await backupFor(ctx.db, params.id)
    if (state === 'waiting' || state === 'running') throw refused('operations.backup_running')
    await forget(ctx.db, params.id)
    await audit(ctx, 'backup.deleted', { kind: 'backup', id: params.id, details: { kind } })
    if (state === 'done') await rm(path, { force: true })
  },
})

const DOWNLOAD = 'backup download'
const MINUTE = 60_000
const Ticket = z.tuple([z.string(), z.string(), z.number()])

async function overview(server: Server, ctx: Ctx): Promise<z.input<typeof BackupsResponse>> {
  const { config } = server
  const rows = await listRows(ctx.db)
  const schedule = await readSchedule(ctx.db)
  const here = await installation(server)
  const timeZone = here?.timeZone ?? ctx.workspace.timeZone
  const standing = standingOf(rows)
  const next = latestSlot(schedule, new Date(ctx.now.getTime() + DAY), timeZone)
  return {
    backups: rows.map(backupResponse),
    schedule,
    nextAt: schedule.isOn ? next.toISOString() : null,
    timeZone,
    lastGoodAt: standing.lastGoodAt?.toISOString() ?? null,
    worry: worryAbout(standing, { installedAt: here?.installedAt ?? ctx.now, now: ctx.now }),
    folder: config.backupsFolder,
    free: await freeIn(config.backupsFolder),
    isSameDisk: isSameDisk(config.backupsFolder, config.dataFolder),
    keepsSecret: (await keptSecret(config)) === config.secret,
  }
}

const DAY = 24 * 3_600_000

function saveSchedule(ctx: Ctx, { isOn, minute, keepDaily, keepWeekly, keepMonthly }: ScheduleBody): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const columns = {
      backs_up: isOn,
      minute,
      keep_daily: keepDaily,
      keep_weekly: keepWeekly,
      keep_monthly: keepMonthly,
      changed_at: ctx.now,
    }
    await ctx.db
      .insertInto('operations_settings')
      .values(columns)
      .onConflict((conflict) => conflict.column('only_one').doUpdateSet(columns))
      .execute()
    await audit(ctx, 'operations.changed', { kind: 'backup', id: null, details: { isOn, minute, keepDaily, keepWeekly, keepMonthly } })
  })
}

function hereOnly(row: BackupRow): BackupRow {
  if (!backupResponse(row).isHere || row.state !== 'done') throw notFound('operations.backup_not_here')
  return row
}

async function verify({ path }: BackupRow): Promise<z.input<typeof Verification>> {
  try {
    const tables = (await readBackup(path)).parts.filter(({ kind }) => kind === 'table')
    return { failure: null, tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { failure: { code: error.code, details: textsOf(error) }, tables: 0, rows: 0 }
  }
}

function textsOf({ details }: AppError): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, name === 'file' ? basename(String(value)) : String(value)]),
  )
}
