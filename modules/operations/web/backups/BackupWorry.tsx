import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useWorry } from './data.ts'

const KEY = 'bazgasht.backup-worry-until'
const DAY = 24 * 3_600_000

/** On the first page of whoever runs the installation, when there is no good backup; put off, it comes back the next day. */
export function BackupWorry() {
  const { t } = useTranslation('operations-backups')
  const format = useFormat()
  const { data } = useWorry()
  const [until, setUntil] = useState(() => Number(localStorage.getItem(KEY) ?? 0))
  if (!data?.worry || until > Date.now()) return null
  const putOff = () => {
    const tomorrow = Date.now() + DAY
    localStorage.setItem(KEY, String(tomorrow))
    setUntil(tomorrow)
  }
  return (
    <Notice
      tone="warn"
      title={t(`worry.${data.worry}`)}
      action={
        <div className="flex flex-wrap gap-2">
          <LinkButton href="/settings/backups" size="sm">
            {t('worry.open')}
          </LinkButton>
          <Button look="quiet" size="sm" onPress={putOff}>
            {t('worry.later')}
          </Button>
        </div>
      }
    >
      {data.lastGoodAt === null ? t('standing.never') : t('standing.last', { when: format.instant(data.lastGoodAt) })}
    </Notice>
  )
}
