import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PlainTable } from '#web/ui/plain-table.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { ErasureRow } from '../api.ts'
import { useEndErasure, useErasures } from './data.ts'

const TONES = { requested: 'warn', done: 'good', refused: 'neutral', cancelled: 'neutral' } as const

/** Who asked to be erased, and what became of it. */
export function Erasures() {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const mayErase = useCan()('privacy:erase')
  const erasures = useErasures()
  const [asked, setAsked] = useState<{ row: ErasureRow; how: 'execution' | 'refusal' } | null>(null)
  if (erasures.isError) return <ErrorState text={failureText(erasures.error)} onRetry={() => void erasures.refetch()} />
  if (!erasures.data) return <Skeleton lines={6} />
  if (erasures.data.rows.length === 0) return <EmptyState title={t('erasures.none')} text={t('erasures.none_text')} />
  const columns = [
    {
      heading: t('erasures.customer'),
      isName: true,
      isShort: true,
      cell: (row: ErasureRow) => <TextLink href={`/customers/${row.customerId}`}>{t('erasures.open')}</TextLink>,
    },
    { heading: t('erasures.state'), cell: (row: ErasureRow) => <Badge tone={TONES[row.state]}>{t(`erasures.states.${row.state}`)}</Badge> },
    {
      heading: t('erasures.by'),
      cell: (row: ErasureRow) =>
        row.requestedBy === 'customer' ? t('erasures.customer_asked') : <bdi>{row.requestedByName ?? t('erasures.program')}</bdi>,
    },
    { heading: t('erasures.reason'), cell: (row: ErasureRow) => t(`reasons.${row.reason}`) },
    { heading: t('erasures.asked'), cell: (row: ErasureRow) => format.instant(row.requestedAt), isShort: true },
    {
      heading: t('erasures.ended'),
      isShort: true,
      cell: (row: ErasureRow) =>
        row.endedAt === null ? t('erasures.due', { when: format.instantDay(row.dueAt) }) : format.instant(row.endedAt),
    },
    {
      heading: t('erasures.next'),
      cell: (row: ErasureRow) => <Next row={row} onAsk={mayErase ? (how) => setAsked({ row, how }) : null} />,
    },
  ]
  return (
    <>
      <PlainTable label={t('erasures.title')} columns={columns} rows={erasures.data.rows} rowId={({ id }) => id} />
      {asked && <EndDialog id={asked.row.id} how={asked.how} onClose={() => setAsked(null)} />}
    </>
  )
}

interface NextProps {
  readonly row: ErasureRow
  readonly onAsk: ((how: 'execution' | 'refusal') => void) | null
}

function Next({ row, onAsk }: NextProps) {
  const { t } = useTranslation('privacy')
  if (row.page !== null) return <TextLink href={row.page}>{t('erasures.certificate')}</TextLink>
  if (row.state !== 'requested' || !onAsk) return '–'
  return (
    <div className="flex flex-wrap gap-2">
      <Button look="danger" size="sm" onPress={() => onAsk('execution')}>
        {t('erasures.now')}
      </Button>
      <Button look="quiet" size="sm" onPress={() => onAsk('refusal')}>
        {t('erasures.refuse')}
      </Button>
    </div>
  )
}

interface EndDialogProps {
  readonly id: string
  readonly how: 'execution' | 'refusal'
  readonly onClose: () => void
}

function EndDialog({ id, how, onClose }: EndDialogProps) {
  const { t } = useTranslation('privacy')
  const end = useEndErasure()
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={t(`erasures.ask_${how}`)}
      actions={
        <Button look="danger" isPending={end.isPending} onPress={() => end.mutate({ id, how }, { onSuccess: onClose })}>
          {t(how === 'execution' ? 'erasures.now' : 'erasures.refuse')}
        </Button>
      }
    >
      <p>{t(`erasures.text_${how}`)}</p>
      {end.error && <Notice tone="bad">{failureText(end.error)}</Notice>}
    </Dialog>
  )
}
