import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { ProgressBar } from '#web/ui/progress-bar.tsx'
import { useBulk, useCancelBulk } from './data-list.ts'

/** How far a change to many customers has come, and what became of it. */
export function BulkProgress({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['customers', 'web'])
  const format = useFormat()
  const client = useQueryClient()
  const bulk = useBulk(id).data
  const cancel = useCancelBulk()
  const state = bulk?.state
  useEffect(() => {
    if (state && state !== 'running') void client.invalidateQueries({ queryKey: ['customers'] })
  }, [state, client])
  if (!bulk) return null
  const numbers = { count: bulk.done, done: format.number(bulk.done), total: format.number(bulk.total) }
  if (bulk.state === 'running')
    return (
      <Notice
        tone="info"
        action={
          <Button size="sm" isPending={cancel.isPending} onPress={() => cancel.mutate(id)}>
            {t('bulk.stop')}
          </Button>
        }
      >
        <ProgressBar
          label={t('bulk.running')}
          share={bulk.total === 0 ? null : bulk.done / bulk.total}
          detail={t('bulk.progress', numbers)}
        />
      </Notice>
    )
  return (
    <Notice
      tone={bulk.state === 'failed' ? 'bad' : bulk.state === 'cancelled' ? 'warn' : 'good'}
      action={
        <Button size="sm" look="quiet" onPress={onClose}>
          {t('web:actions.close')}
        </Button>
      }
    >
      {t(`bulk.${bulk.state}`, numbers)}
    </Notice>
  )
}
