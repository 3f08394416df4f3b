import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { SettingsFrame } from '#web/shell/settings-frame.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { useTokens } from './data.ts'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { TokenForm } from './TokenForm.tsx'
import { TokenLine } from './TokenLine.tsx'

/** Keys of programs: who has one, what it may do, when it was last used. */
export function TokensPage() {
  const { t } = useTranslation('tokens')
  const tokens = useTokens()
  const [isAdding, setAdding] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  const add = (
    <Button look="primary" onPress={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <SettingsFrame title={t('title')} question={t('question')} actions={tokens.data && tokens.data.rows.length > 0 && add}>
      <p className="mb-4 text-sm text-ink-soft">
        {t('about')} <TextLink href="/api/v1/reference">{t('reference')}</TextLink>
      </p>
      {tokens.isPending && <Skeleton lines={5} />}
      {tokens.isError && <ErrorState text={failureText(tokens.error)} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.rows.length === 0 && (
        <EmptyState title={t('none')} text={t('none_text')}>
          {add}
        </EmptyState>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {tokens.data?.rows.map((token) => (
          <TokenLine key={token.id} token={token} onNewKey={setKey} />
        ))}
      </ul>
      {isAdding && tokens.data && <TokenForm offered={tokens.data.scopes} onClose={() => setAdding(false)} onMade={setKey} />}
      {key !== null && <NewKeyDialog secret={key} onClose={() => setKey(null)} />}
    </SettingsFrame>
  )
}
