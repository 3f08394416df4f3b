import { useTranslation } from 'react-i18next'
import { useSignOut } from '#web/session.tsx'
import { forgetShop } from '#web/shop-session.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'

/** The address names a shop that this person does not work in, or that has been closed. */
export function ShutPage({ text }: { readonly text: string }) {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const goHome = () => {
    forgetShop()
    location.assign('/')
  }
  return (
    <main className="grid min-h-dvh place-content-center">
      <EmptyState title={<h1>{text}</h1>} text={t('not_found.ask')}>
        <Button look="primary" onPress={goHome}>
          {t('not_found.own_shops')}
        </Button>
        <Button onPress={() => void signOut()}>{t('shell.sign_out')}</Button>
      </EmptyState>
    </main>
  )
}
