import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { Erasures } from './Erasures.tsx'
import { Incidents } from './Incidents.tsx'
import { Retention } from './Retention.tsx'

/** How long data is kept, who asked to be erased, and what people were told. */
export function PrivacySettingsPage() {
  const { t } = useTranslation('privacy')
  const [tab, setTab] = useUrlChoice('tab', ['retention', 'erasures', 'incidents'], 'retention')
  const can = useCan()
  return (
    <SettingsFrame
      title={t('page.title')}
      question={t('page.question')}
      actions={can('audit:read') && <TextLink href="/settings/audit?group=privacy">{t('page.log')}</TextLink>}
    >
      <Tabs
        label={t('page.title')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'retention', label: t('retention.title'), content: <Retention /> },
          { id: 'erasures', label: t('erasures.title'), content: <Erasures /> },
          { id: 'incidents', label: t('incidents.title'), content: <Incidents /> },
        ]}
      />
    </SettingsFrame>
  )
}
