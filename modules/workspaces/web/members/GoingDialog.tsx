import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Belongings } from './Belongings.tsx'
import { useBelongings } from './data.ts'

interface GoingDialogProps {
  readonly title: string
  readonly text: ReactNode
  /** What the decisive button says. */
  readonly action: string
  /** Who goes; null for the reader. */
  readonly memberId: string | null
  /** Who can get what passes. */
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  readonly failure: unknown
  readonly isPending: boolean
  readonly onGo: (successor: string | null) => void
  readonly onClose: () => void
}

/** Asks before somebody goes, with what becomes of theirs in numbers. */
export function GoingDialog({ title, text, action, memberId, colleagues, failure, isPending, onGo, onClose }: GoingDialogProps) {
  const { t } = useTranslation('workspaces-members')
  const belongings = useBelongings(memberId)
  const [successor, setSuccessor] = useState<string | null>(null)
  const rows = belongings.data?.rows ?? []
  const passes = rows.some(({ fate }) => fate === 'passes')
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>{t('going.keep')}</Button>
          <Button
            look="danger"
            isDisabled={!belongings.data || (passes && successor === null)}
            isPending={isPending}
            onPress={() => onGo(passes ? successor : null)}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {failure ? <Notice tone="bad">{failureText(failure)}</Notice> : null}
        {belongings.error && <Notice tone="bad">{failureText(belongings.error)}</Notice>}
        <p>{text}</p>
        {belongings.isPending ? (
          <Skeleton lines={3} />
        ) : (
          <Belongings rows={rows} colleagues={colleagues} successor={successor} onChange={setSuccessor} />
        )}
      </div>
    </Dialog>
  )
}
