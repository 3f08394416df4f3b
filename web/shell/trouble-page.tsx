import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { failureText } from '#web/failure.ts'
import { isShut } from '#web/shop-session.ts'
import { ErrorState } from '#web/ui/error-state.tsx'

const ShutPage = lazy(async () => ({ default: (await import('#web/shell/shut-page.tsx')).ShutPage }))

/** In place of a page that could not be shown. */
export function TroublePage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (isShut(error))
    return (
      <Suspense>
        <ShutPage text={failureText(error)} />
      </Suspense>
    )
  return <ErrorState text={failureText(error)} onRetry={retry} />
}
