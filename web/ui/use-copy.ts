import { useTranslation } from 'react-i18next'
import { toast } from '#web/ui/toast.tsx'

/** Puts a text on the clipboard, says so, and gives whether it worked: browsers refuse it to pages without a certificate. */
export function useCopy(): (text: string) => Promise<boolean> {
  const { t } = useTranslation()
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      toast({ text: t('copy.done'), tone: 'good' })
      return true
    } catch {
      toast({ text: t('copy.refused') })
      return false
    }
  }
}
