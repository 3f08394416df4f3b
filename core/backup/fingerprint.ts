import { createHmac } from 'node:crypto'

/** What a backup remembers of a secret: enough to know it again, and of no use to somebody who does not have it. */
export function fingerprintOf(secret: string): string {
  return createHmac('sha256', secret).update('bazgasht backup').digest('hex')
}
