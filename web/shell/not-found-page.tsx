import { useTranslation } from 'react-i18next'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <main className="grid min-h-dvh place-content-center">
      <EmptyState title={<h1>{t('not_found.title')}</h1>} text={t('not_found.text')}>
        <LinkButton href="/" look="primary">
          {t('actions.home')}
        </LinkButton>
      </EmptyState>
    </main>
  )
}
