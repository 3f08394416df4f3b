import { Copy, Download, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useCopy } from '#web/ui/use-copy.ts'

interface BackupCodesProps {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** Backup codes, the one time they are shown. */
export function BackupCodes({ codes, onDone }: BackupCodesProps) {
  const { t } = useTranslation('accounts-second-factor')
  const { user } = useSession()
  const copy = useCopy()
  const title = t('codes_paper', { email: user.email })
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warn" title={t('codes_title')}>
        {t('codes_text')}
      </Notice>
      <ul aria-label={t('codes_title')} className="grid grid-cols-2 gap-x-6 gap-y-2 rounded border border-line bg-sunken p-4">
        {codes.map((code) => (
          <li key={code} className="code-run text-center tracking-wide">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={<Icon of={Copy} />} onPress={() => void copy(codes.join('\n'))}>
          {t('codes_copy')}
        </Button>
        <Button size="sm" icon={<Icon of={Download} />} onPress={() => download(title, codes)}>
          {t('codes_download')}
        </Button>
        <Button size="sm" icon={<Icon of={Printer} />} onPress={() => print(title, codes)}>
          {t('codes_print')}
        </Button>
      </div>
      <div>
        <Button look="primary" onPress={onDone}>
          {t('codes_done')}
        </Button>
      </div>
    </div>
  )
}

function download(title: string, codes: readonly string[]): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`${title}\n\n${codes.join('\n')}\n`], { type: 'text/plain;charset=utf-8' }))
  link.download = 'bazgasht-backup-codes.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}

/** On a sheet of their own: nothing else of the page belongs on it. */
function print(title: string, codes: readonly string[]): void {
  const sheet = window.open('', '_blank')
  if (!sheet) return
  const { lang, dir } = document.documentElement
  Object.assign(sheet.document.documentElement, { lang, dir })
  sheet.document.title = title
  const heading = Object.assign(sheet.document.createElement('h1'), { textContent: title })
  const list = Object.assign(sheet.document.createElement('pre'), { textContent: codes.join('\n'), dir: 'ltr' })
  sheet.document.body.append(heading, list)
  sheet.print()
  sheet.close()
}
