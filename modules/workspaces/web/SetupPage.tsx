import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { sessionQuery } from '#web/session.tsx'
import { BareFrame } from '#web/shell/bare-frame.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { useUrlState } from '#web/url-state.ts'
import { useSetupState } from './data.ts'
import { FirstStep } from './FirstStep.tsx'
import { SetupForm } from './SetupForm.tsx'

/** The first start: makes the owner and the shop, then offers something to look at. */
export function SetupPage() {
  const { t } = useTranslation('workspaces')
  const [token] = useUrlState('token')
  const state = useSetupState(token)
  const [isDone, setDone] = useState(false)
  const queries = useQueryClient()
  const finish = async () => {
    await queries.fetchQuery(sessionQuery)
    setDone(true)
  }
  if (isDone) {
    return (
      <BareFrame title={t('first_step.title')} text={t('first_step.text')} wide>
        <FirstStep />
      </BareFrame>
    )
  }
  if (state.isError) {
    return (
      <BareFrame title={t('setup.title')}>
        <ErrorState text={failureText(state.error)} onRetry={() => void state.refetch()} />
      </BareFrame>
    )
  }
  if (!state.data) {
    return (
      <BareFrame title={t('setup.title')} wide>
        <Skeleton lines={8} />
      </BareFrame>
    )
  }
  if (!state.data.linkIsValid) return <NoSetup needsOwner={state.data.needsOwner} />
  return (
    <BareFrame title={t('setup.title')} text={t('setup.text')} wide>
      <SetupForm token={token} onDone={() => void finish()} />
    </BareFrame>
  )
}

/** The link does not work any more: either somebody was first, or a newer one was printed. */
function NoSetup({ needsOwner }: { readonly needsOwner: boolean }) {
  const { t } = useTranslation('workspaces')
  if (needsOwner)
    return (
      <BareFrame title={t('setup.bad_link')} text={t('setup.bad_link_text')}>
        {null}
      </BareFrame>
    )
  return (
    <BareFrame title={t('setup.already')} text={t('setup.already_text')}>
      <LinkButton href="/sign-in" look="primary">
        {t('setup.sign_in')}
      </LinkButton>
    </BareFrame>
  )
}
