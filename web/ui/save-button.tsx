import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'

/** Sends the form around it. */
export function SaveButton({ isPending }: { readonly isPending: boolean }) {
  const { t } = useTranslation()
  return (
    <Button look="primary" type="submit" isPending={isPending}>
      {t('actions.save')}
    </Button>
  )
}
