import * as z from 'zod'
import type { Ctx } from '#core/context'
import { mailerFor } from '#core/delivery/email'
import { job, type Job } from '#core/jobs'
import type { Server } from '#core/server'
import type { RightsOf } from '#modules/workspaces'
import { queueDueReports, SEND, sendReports } from './letters.ts'

const Nudge = z.object({ workspaceId: z.uuid().optional() })

/** Sends the reports that are due; without a mail server none is queued, and those that were wait. */
export const sendReportsJob = (contextsOf: (server: Server, workspaceId: string | undefined) => Promise<Ctx[]>, rightsOf: RightsOf): Job =>
  job(SEND, Nudge, async (server, { workspaceId }) => {
    const mailer = mailerFor(server.config)
    if (!mailer) return
    const { publicUrl, port } = server.config
    const origin = publicUrl ?? `http://localhost:${port}`
    const mayRead = (role: string, listed: readonly string[] | null) => rightsOf(role, listed).has('insights:read')
    try {
      for (const ctx of await contextsOf(server, workspaceId)) {
        await queueDueReports(ctx)
        await sendReports(ctx, { mailer, mayRead, origin })
      }
    } finally {
      mailer.close()
    }
  })
