import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceSettings } from '#api/workspaces'
import { useSession } from '#web/session.tsx'
import { Page } from '#web/shell/page.tsx'
import { inShop } from '#web/shop-address.ts'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { SettingsFields } from '../SettingsFields.tsx'
import { useCreateShop } from './data.ts'

/** Adds a shop to the installation; it begins with the settings of the one in which its owner just was. */
export function NewShopPage() {
  const { t } = useTranslation('workspaces-brand')
  const { language, timeZone, currency, moneyDisplay, calendar, weekStart } = useSession().workspace
  const [settings, setSettings] = useState<WorkspaceSettings>({ name: '', language, timeZone, currency, moneyDisplay, calendar, weekStart })
  const create = useCreateShop()
  const submit = () => create.mutate(settings, { onSuccess: ({ handle }) => location.assign(inShop(handle, '/')) })
  return (
    <Page title={t('new_title')} question={t('new_text')}>
      <div className="max-w-2xl">
        <Form
          onSubmit={submit}
          failure={create.error}
          actions={
            <Button look="primary" type="submit" isPending={create.isPending}>
              {t('new_submit')}
            </Button>
          }
        >
          <SettingsFields value={settings} onChange={(change) => setSettings({ ...settings, ...change })} />
        </Form>
      </div>
    </Page>
  )
}
