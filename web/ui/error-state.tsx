import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'

export interface ErrorStateProps {
  /** What happened and what to do: failureText(error). */
  readonly text: string
  readonly onRetry?: () => void
}

/** In the place of something that could not be read. */
export function ErrorState({ text, onRetry }: ErrorStateProps) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="flex flex-col items-center gap-4 px-4 py-14 text-center">
      <Icon of={CircleAlert} className="size-8 text-bad" />
      <p className="max-w-md text-ink">{text}</p>
      {onRetry && <Button onPress={onRetry}>{t('actions.retry')}</Button>}
    </div>
  )
}
