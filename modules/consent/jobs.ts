import * as z from 'zod'
import { mailerFor } from '#core/delivery/email'
import { job } from '#core/jobs'
import type { Server } from '#core/server'
import { listWorkspaces, systemCtx, workspaceById } from '#modules/workspaces'
import { tellConfirmations } from './confirm-consent.ts'
import { sendLetters } from './letters.ts'

const Nudge = z.object({ workspaceId: z.uuid().optional() })

/** Hands over the links of questions that wait for it. */
export const tellConfirmationsJob = job('consent.tell_confirmations', Nudge, async (server, { workspaceId }) => {
  for (const ctx of await contextsOf(server, workspaceId)) while ((await tellConfirmations(ctx, server)) > 0);
})

/** Sends letters that are due; without a mail server they wait. */
export const sendLettersJob = job('consent.send_letters', Nudge, async (server, { workspaceId }) => {
  const mailer = mailerFor(server.config)
  if (!mailer) return
  try {
    for (const ctx of await contextsOf(server, workspaceId)) await sendLetters(ctx, mailer)
  } finally {
    mailer.close()
  }
})

async function contextsOf(server: Server, workspaceId: string | undefined) {
  if (workspaceId === undefined) return (await listWorkspaces(server.db)).map((workspace) => systemCtx(server, workspace))
  const workspace = await workspaceById(server.db, workspaceId)
  return workspace ? [systemCtx(server, workspace)] : []
}
