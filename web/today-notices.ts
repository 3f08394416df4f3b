import { lazy } from 'react'
import { loadAllWords } from '#web/i18n.ts'

/** What the home page says above everything else to whoever runs the installation. Not of the first load: on most days there is nothing to say. */
export const BackupWorry = lazy(async () => {
  const [{ BackupWorry }] = await Promise.all([import('../modules/operations/web/backups/BackupWorry.tsx'), loadAllWords()])
  return { default: BackupWorry }
})
