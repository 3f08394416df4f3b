import { useTranslation } from 'react-i18next'
import { useCan } from '#web/session.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'

/** What a report shows before the first order, and the step that fills it. */
export function NeedsOrders({ title, text }: { readonly title: string; readonly text: string }) {
  const { t } = useTranslation('insights')
  const can = useCan()
  return (
    <EmptyState title={title} text={text}>
      {can('imports:run') && (
        <LinkButton href="/imports" look="primary">
          {t('today.bringOrders')}
        </LinkButton>
      )}
    </EmptyState>
  )
}
