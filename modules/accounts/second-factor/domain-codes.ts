import { latinDigits } from '#pure/numbers'

/** What somebody typed where a code is asked for. */
export type TypedCode = { readonly kind: 'app' | 'backup'; readonly text: string }

/** Ten of 32 signs without those that look alike: 50 bits. */
export const BACKUP_LENGTH = 10
export const BACKUP_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A typed code, whichever digits, blanks and dashes it was typed with; null when it can be none. */
export function readCode(typed: string): TypedCode | null {
  const text = latinDigits(typed)
    .toUpperCase()
    .replace(/[\s\u200b-\u200f\u2066-\u2069–—-]/g, '')
  if (/^\d{6}$/.test(text)) return { kind: 'app', text }
  const backup = text.replaceAll('O', '0').replace(/[IL]/g, '1')
  const isBackup = backup.length === BACKUP_LENGTH && [...backup].every((sign) => BACKUP_SIGNS.includes(sign))
  return isBackup ? { kind: 'backup', text: backup } : null
}

/** A backup code as people write it down: ABCDE-23456. */
export function shownBackupCode(code: string): string {
  return `${code.slice(0, BACKUP_LENGTH / 2)}-${code.slice(BACKUP_LENGTH / 2)}`
}
