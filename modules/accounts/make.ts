import { addUser } from '#core/auth'
import type { Mailer } from '#core/delivery/email'
import { passwordHash } from '#core/password-hash'
import type { Server } from '#core/server'

export const SARA = { name: 'Sara', email: 'sara@example.com', password: 'a long enough password' } as const

/** The slow part of making somebody, once a file. */
const hash = passwordHash(SARA.password)

/** Somebody who works in a workspace and signs in with SARA's password; Sara, unless told otherwise. Gives the id. */
export async function makeUser(
  server: Server,
  workspaceId: string,
  { name = SARA.name, email = SARA.email, role = 'agent' }: { name?: string; email?: string; role?: string } = {},
): Promise<string> {
  const now = new Date()
  const userId = await addUser(server.db, { name, email, passwordHash: await hash }, now)
  await server.db.insertInto('workspaces_members').values({ workspace_id: workspaceId, user_id: userId, role, joined_at: now }).execute()
  return userId
}

/** A server that is set to mail, on the same database. */
export function withMail(server: Server): Server {
  return { ...server, config: { ...server.config, smtpUrl: 'smtp://localhost:1', mailFrom: 'Bazgasht <hello@shop.example>' } }
}

/** A mail server that keeps what it gets. */
export function testMailer(): { readonly mailer: Mailer; readonly sent: { to: string; subject: string; text: string }[] } {
  const sent: { to: string; subject: string; text: string }[] = []
  const mailer: Mailer = {
    send: async ({ to, subject, text }) => {
      sent.push({ to, subject, text })
      return { outcome: 'sent', error: null }
    },
    close: () => undefined,
  }
  return { mailer, sent }
}
