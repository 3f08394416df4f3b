import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#web/live.ts'
import { Spinner } from '#web/ui/spinner.tsx'

const PATIENCE_MS = 4_000

/** Says when live updates have stopped for longer than a hiccup; goes away by itself. */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const connection = useConnection()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (connection !== 'lost') return setShown(false)
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [connection])
  return (
    <div role="status" aria-live="polite">
      {isShown && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 text-sm text-warn">
          <Spinner />
          {t('status.connection_lost')}
        </p>
      )}
    </div>
  )
}
