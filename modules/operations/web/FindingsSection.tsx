import { useTranslation } from 'react-i18next'
import { Notice } from '#web/ui/notice.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { Finding } from '../api.ts'
import { useFindingWords } from './use-finding-words.ts'

/** Where to see to what a check found. */
const PLACES: Readonly<Record<string, string>> = {
  webhooks_late: '/settings/webhooks',
  webhooks_failed: '/settings/webhooks',
  messages_failed: '/settings/tracking',
  messages_late: '/settings/tracking',
  shops_late: '/settings/shops',
  shops_failed: '/settings/shops',
  backup_none: '/settings/backups',
  backup_old: '/settings/backups',
  backup_failed: '/settings/backups',
  events_parked: '#parked',
}

/** What should be seen to, with what to do; in one sentence when nothing should. */
export function FindingsSection({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation('operations')
  const words = useFindingWords()
  const troubles = findings.filter(({ level }) => level !== 'ok')
  const fine = findings.filter(({ level }) => level === 'ok')
  return (
    <div className="flex flex-col gap-3">
      {troubles.length === 0 && <Notice tone="good" title={t('fine')} />}
      {troubles.map((finding) => (
        <Trouble key={`${finding.check} ${finding.code} ${JSON.stringify(finding.details)}`} finding={finding} />
      ))}
      <details className="text-sm">
        <summary className="cursor-pointer text-ink-soft">{t('fine_more', { count: fine.length })}</summary>
        <ul className="mt-2 flex flex-col gap-1 ps-4">
          {fine.map((finding) => (
            <li key={`${finding.check} ${finding.code}`} className="list-disc break-words">
              {words(finding).says}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function Trouble({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation('operations')
  const { says, remedy } = useFindingWords()(finding)
  const place = PLACES[finding.code]
  return (
    <Notice tone={finding.level === 'bad' ? 'bad' : 'warn'} title={<span className="break-words">{says}</span>}>
      <p className="break-words">
        {remedy} {place !== undefined && <TextLink href={place}>{t('look')}</TextLink>}
      </p>
    </Notice>
  )
}
