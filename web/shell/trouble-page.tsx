import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { failureText } from '#web/failure.ts'
import { ErrorState } from '#web/ui/error-state.tsx'

/** In place of a page that could not be shown. */
export function TroublePage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <ErrorState text={failureText(error)} onRetry={retry} />
}
