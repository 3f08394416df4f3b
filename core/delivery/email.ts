import { createTransport } from 'nodemailer'
import type { Config } from '#core/config'

/** A letter as the mail server gets it. */
export interface Email {
  /** Ours, the same at every attempt, so that a server can tell a letter that it has already. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What became of an attempt: 'later' may work another time, 'never' will not. */
export type EmailOutcome = 'sent' | 'later' | 'never'

export interface Mailer {
  readonly send: (email: Email) => Promise<{ readonly outcome: EmailOutcome; readonly error: string | null }>
  readonly close: () => void
}

/** The way to the mail server of the settings; null when they name none. Whether somebody may be written to is decided by the consent module. */
export function mailerFor({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mailer | null {
  if (!smtpUrl || !mailFrom) return null
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 2, connectionTimeout: 15_000, socketTimeout: 30_000 })
  const domain = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? 'localhost'
  return {
    send: async ({ id, to, subject, text, html, headers = {} }) => {
      try {
        await transport.sendMail({
          from: mailFrom,
          to: { name: '', address: to },
          subject,
          text,
          html,
          headers: { ...headers },
          messageId: `<${id}@${domain}>`,
          // Persian in quoted-printable is three times as long, and some servers break its lines.
          textEncoding: 'base64',
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { outcome: 'sent', error: null }
      } catch (error) {
        return failureOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** A server's texts may hold addresses, so only codes are kept. */
function failureOf(error: unknown): { outcome: EmailOutcome; error: string } {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
  const status = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
  // A wrong password or sender is ours to mend; the letter waits meanwhile.
  const isAddress = code === 'EENVELOPE' && status !== null && status >= 500
  return { outcome: isAddress ? 'never' : 'later', error: status === null ? code : `${code} ${status}` }
}
