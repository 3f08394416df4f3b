import { createTransport } from 'nodemailer'
import type { Finding } from '../api.ts'
import { finding, type Check } from './check.ts'
import type { Settings } from '#core/config'

/** Whether the mail server takes us: connects, greets and lets us in. Nothing is sent. */
export const mailCheck: Check = {
  name: 'mail',
  look: async ({ settings }): Promise<Finding[]> => {
    if (!settings.smtpUrl) return [finding('ok', 'mail', 'mail_none')]
    const host = new URL(settings.smtpUrl).hostname
    const transport = transportTo(settings.smtpUrl)
    try {
      await transport.verify()
      return [finding('ok', 'mail', 'mail_ok', { host })]
    } catch (error) {
      return [finding('bad', 'mail', 'mail_refused', { host, reason: mailReason(error) })]
    } finally {
      transport.close()
    }
  },
}

/** Sends one letter to this address, to see that letters arrive. */
export async function sendTrial(
  { smtpUrl, mailFrom }: Settings,
  to: string,
  text: { readonly subject: string; readonly body: string },
): Promise<Finding> {
  if (!smtpUrl || !mailFrom) return finding('bad', 'mail', 'mail_not_set')
  const transport = transportTo(smtpUrl)
  const host = new URL(smtpUrl).hostname
  try {
    await transport.sendMail({
      from: mailFrom,
      to: { name: '', address: to },
      subject: text.subject,
      text: text.body,
      textEncoding: 'base64',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return finding('ok', 'mail', 'mail_sent', { host })
  } catch (error) {
    return finding('bad', 'mail', 'mail_refused', { host, reason: mailReason(error) })
  } finally {
    transport.close()
  }
}

function transportTo(url: string) {
  return createTransport({ url, connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 5_000, dnsTimeout: 3_000 })
}

/** What the server answered holds addresses at times: only its number and the kind of failure are told. */
function mailReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return 'responseCode' in error && typeof error.responseCode === 'number' ? `${code} ${error.responseCode}` : code
}
