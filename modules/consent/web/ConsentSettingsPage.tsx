import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Section } from '#web/ui/section.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { PurposeRow } from '../api.ts'
import { usePurposes } from './data.ts'
import { PurposeDialog } from './PurposeDialog.tsx'

/** What people can agree to, in which words, and on which channels their yes has to be confirmed. */
export function ConsentSettingsPage() {
  const { t } = useTranslation('consent')
  const mayChange = useCan()('consent:configure')
  const purposes = usePurposes()
  const [editing, setEditing] = useState<PurposeRow | 'new' | null>(null)
  const rows = purposes.data?.purposes ?? []
  return (
    <SettingsFrame title={t('settings.title')} question={t('settings.question')}>
      <Section
        title={t('settings.purposes')}
        text={t('settings.purposes_text')}
        actions={
          mayChange && (
            <Button look="plain" icon={<Icon of={Plus} />} onPress={() => setEditing('new')}>
              {t('settings.add')}
            </Button>
          )
        }
      >
        {purposes.isError && <ErrorState text={failureText(purposes.error)} onRetry={() => void purposes.refetch()} />}
        {purposes.isPending && <Skeleton lines={8} />}
        <ul className="grid gap-6">
          {rows.map((purpose) => (
            <li key={purpose.key} className="border-b border-line pb-6 last:border-0">
              <PurposeLine purpose={purpose} onEdit={mayChange ? () => setEditing(purpose) : null} />
            </li>
          ))}
        </ul>
      </Section>
      {editing && <PurposeDialog purpose={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsFrame>
  )
}

function PurposeLine({ purpose, onEdit }: { readonly purpose: PurposeRow; readonly onEdit: (() => void) | null }) {
  const { t, i18n } = useTranslation('consent')
  const format = useFormat()
  const language = i18n.language === 'fa' ? 'fa' : 'en'
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="flex flex-wrap items-center gap-2 font-medium">
          <bdi>{purpose.name[language]}</bdi>
          {purpose.isArchived && <Badge tone="neutral">{t('settings.archived')}</Badge>}
        </h3>
        {onEdit && (
          <Button look="quiet" size="sm" aria-label={t('settings.edit_one', { name: purpose.name[language] })} onPress={onEdit}>
            {t('settings.edit')}
          </Button>
        )}
      </div>
      {(['fa', 'en'] as const).map((each) => (
        <p
          key={each}
          lang={each}
          dir={each === 'fa' ? 'rtl' : 'ltr'}
          className="max-w-prose border-s-2 border-line ps-3 text-sm text-ink-soft"
        >
          {purpose.text[each]}
        </p>
      ))}
      <p className="text-sm text-ink-soft">
        {purpose.confirmedOn.length === 0
          ? t('settings.unconfirmed')
          : t('settings.confirmed', {
              channels: purpose.confirmedOn.map((channel) => t(`channel.${channel}`)).join(language === 'fa' ? '، ' : ', '),
            })}
        {' · '}
        {purpose.textVersion === 0 ? t('settings.default_text') : t('settings.version', { version: format.number(purpose.textVersion) })}
      </p>
    </div>
  )
}
