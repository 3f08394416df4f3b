import { useTranslation } from 'react-i18next'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { useUrlChoice } from '#web/url-state.ts'
import { AuditLog } from './AuditLog.tsx'
import { Erasures } from './Erasures.tsx'
import { Incidents } from './Incidents.tsx'
import { Retention } from './Retention.tsx'

/** How long data is kept, who asked to be erased, what people were told, and who looked at what. */
export function PrivacySettingsPage() {
  const { t } = useTranslation('privacy')
  const [tab, setTab] = useUrlChoice('tab', ['retention', 'erasures', 'incidents', 'audit'], 'retention')
  return (
    <SettingsFrame title={t('page.title')} question={t('page.question')}>
      <Tabs
        label={t('page.title')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'retention', label: t('retention.title'), content: <Retention /> },
          { id: 'erasures', label: t('erasures.title'), content: <Erasures /> },
          { id: 'incidents', label: t('incidents.title'), content: <Incidents /> },
          { id: 'audit', label: t('audit.title'), content: <AuditLog /> },
        ]}
      />
    </SettingsFrame>
  )
}
