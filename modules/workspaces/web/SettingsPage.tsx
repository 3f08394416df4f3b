import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceSettings } from '#api/workspaces'
import { useCan, useSession } from '#web/session.tsx'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Form } from '#web/ui/form.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { SaveButton } from '#web/ui/save-button.tsx'
import { Section } from '#web/ui/section.tsx'
import { toast } from '#web/ui/toast.tsx'
import { BrandSection } from './brand/BrandSection.tsx'
import { useSaveSettings } from './data.ts'
import { SettingsFields } from './SettingsFields.tsx'
import { WindowSection } from './window/WindowSection.tsx'

/** How the shop counts and shows, and how this person reads. */
export function SettingsPage() {
  const { t } = useTranslation(['workspaces', 'web'])
  const can = useCan()
  return (
    <SettingsFrame title={t('settings.title')} question={t('settings.question')}>
      <div className="flex max-w-2xl flex-col gap-10">
        <ShopSection />
        <BrandSection />
        {can('orders:read') && <WindowSection />}
      </div>
    </SettingsFrame>
  )
}

function ShopSection() {
  const { t } = useTranslation(['workspaces', 'web'])
  const mayChange = useCan()('workspaces:configure')
  const { id: _, ...saved } = useSession().workspace
  const [changes, setChanges] = useState<Partial<WorkspaceSettings>>({})
  const save = useSaveSettings()
  const submit = () =>
    save.mutate(
      { ...saved, ...changes },
      {
        onSuccess: () => {
          setChanges({})
          toast({ text: t('settings.saved'), tone: 'good' })
        },
      },
    )
  return (
    <Section title={t('settings.shop')} text={t('settings.shop_text')}>
      {!mayChange && <Notice>{t('settings.read_only')}</Notice>}
      <Form onSubmit={submit} failure={save.error} actions={mayChange && <SaveButton isPending={save.isPending} />}>
        <SettingsFields
          value={{ ...saved, ...changes }}
          onChange={(change) => setChanges({ ...changes, ...change })}
          isDisabled={!mayChange}
        />
      </Form>
    </Section>
  )
}
