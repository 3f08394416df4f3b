import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Section } from '#web/ui/section.tsx'
import type { Endpoint } from '../api.ts'
import { useRotateSecret, useShowSecret } from './data.ts'

/** For how long messages carry both signatures after a rotation. */
const OLD_SECRET_HOURS = 24

/** The secret with which a receiver verifies messages. */
export function SecretSection({ endpoint }: { readonly endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const show = useShowSecret(endpoint.id)
  const rotate = useRotateSecret(endpoint.id)
  const [shown, setShown] = useState<string | null>(null)
  const error = show.error ?? rotate.error
  const buttons = (
    <>
      {shown === null && (
        <Button
          size="sm"
          isPending={show.isPending}
          onPress={() => show.mutate(undefined, { onSuccess: ({ secret }) => setShown(secret) })}
        >
          {t('secret.show')}
        </Button>
      )}
      <Button
        size="sm"
        isPending={rotate.isPending}
        onPress={() => rotate.mutate(OLD_SECRET_HOURS, { onSuccess: ({ secret }) => setShown(secret) })}
      >
        {t('secret.rotate')}
      </Button>
    </>
  )
  return (
    <Section title={t('secret.title')} text={t('secret.text')} actions={<div className="flex gap-2">{buttons}</div>}>
      {error && <Notice tone="bad">{failureText(error)}</Notice>}
      {endpoint.oldSecretUntil && <Notice>{t('secret.both', { when: format.instant(endpoint.oldSecretUntil) })}</Notice>}
      {shown !== null && (
        <p dir="ltr" className="mt-2 rounded bg-sunken p-3 font-mono text-sm break-all select-all">
          {shown}
        </p>
      )}
    </Section>
  )
}
