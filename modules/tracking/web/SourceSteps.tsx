import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { SourceResponse, SourceWithKey } from '../api.ts'
import { useChangeSource, useRevokeSource, useRotateKey } from './data.ts'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { SourceForm } from './SourceForm.tsx'

export type SourceStep = 'change' | 'rotate' | 'revoke'

interface StepProps {
  readonly source: SourceResponse
  readonly host: string
  readonly onClose: () => void
}

/** The dialog for what somebody wants to do with a source. */
export function SourceSteps({ step, ...props }: StepProps & { readonly step: SourceStep }) {
  if (step === 'change') return <ChangeSource {...props} />
  if (step === 'rotate') return <RotateKey {...props} />
  return <RevokeSource {...props} />
}

function ChangeSource({ source, onClose }: StepProps) {
  const change = useChangeSource(source.id)
  return (
    <SourceForm
      source={source}
      isOpen
      isPending={change.isPending}
      failure={change.error}
      onClose={onClose}
      onSave={({ name, allowedOrigins, needsConsent }) => change.mutate({ name, allowedOrigins, needsConsent }, { onSuccess: onClose })}
    />
  )
}

const HOURS = [0, 24, 168, 720] as const

function RotateKey({ source, host, onClose }: StepProps) {
  const { t } = useTranslation(['tracking', 'web'])
  const format = useFormat()
  const rotate = useRotateKey(source.id)
  const [hours, setHours] = useState('24')
  const [made, setMade] = useState<SourceWithKey | null>(null)
  if (made) return <NewKeyDialog made={made} host={host} onClose={onClose} />
  const labelOf = (count: number) => (count === 0 ? t('rotate.atOnce') : t('rotate.days', { count: count / 24 }))
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('rotate.title', { name: source.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="primary" isPending={rotate.isPending} onPress={() => rotate.mutate(Number(hours), { onSuccess: setMade })}>
            {t('rotate.do')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p>{t('rotate.text')}</p>
        <Select
          label={t('rotate.hours')}
          value={hours}
          onChange={setHours}
          options={HOURS.map((count) => ({ id: String(count), label: format.digits(labelOf(count)) }))}
        />
        {rotate.isError && <Notice tone="bad">{failureText(rotate.error)}</Notice>}
      </div>
    </Dialog>
  )
}

function RevokeSource({ source, onClose }: StepProps) {
  const { t } = useTranslation(['tracking', 'web'])
  const revoke = useRevokeSource(source.id)
  const done = () => {
    toast({ text: t('revoke.done', { name: source.name }), tone: 'good' })
    onClose()
  }
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('revoke.title', { name: source.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('web:actions.cancel')}</Button>
          <Button look="danger" isPending={revoke.isPending} onPress={() => revoke.mutate(undefined, { onSuccess: done })}>
            {t('sources.revoke')}
          </Button>
        </>
      }
    >
      <p>{t('revoke.text')}</p>
      {revoke.isError && <Notice tone="bad">{failureText(revoke.error)}</Notice>}
    </Dialog>
  )
}
