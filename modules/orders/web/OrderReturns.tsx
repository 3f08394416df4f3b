import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { Section } from '#web/ui/section.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { OrderResponse, ReturnResponse } from '../api.ts'
import { NEXT_STATES } from '../domain-returns.ts'
import { useMoveReturn, useRequestReturn } from './data.ts'
import { ReturnState } from './ReturnState.tsx'

/** What the customer wants to give back, and what is to be done about it. */
export function OrderReturns({ order }: { readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const can = useCan()
  const [isOpen, setOpen] = useState(false)
  const mayAsk = can('orders:write') && order.kind !== 'refund' && order.state !== 'cancelled'
  if (order.returns.length === 0 && !mayAsk) return null
  return (
    <Section
      title={t('returns.title')}
      actions={
        mayAsk && (
          <Button size="sm" onPress={() => setOpen(true)}>
            {t('returns.ask')}
          </Button>
        )
      }
    >
      {order.returns.length === 0 && <p className="text-sm text-ink-soft">{t('returns.none')}</p>}
      <ul className="grid gap-4">
        {order.returns.map((request) => (
          <Request key={request.id} request={request} order={order} />
        ))}
      </ul>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t('returns.ask')}>
        <AskForm order={order} onDone={() => setOpen(false)} />
      </Dialog>
    </Section>
  )
}

function Request({ request, order }: { readonly request: ReturnResponse; readonly order: OrderResponse }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const can = useCan()
  const [doing, setDoing] = useState<ReturnResponse['state'] | null>(null)
  const next = can('orders:write') ? NEXT_STATES[request.state] : []
  const nameOf = (line: number) => order.items.find((item) => item.line === line)?.productName ?? t('item.line', { line })
  const pieces = request.items.map(({ line, quantity }) => t('returns.pieces', { count: quantity, name: nameOf(line) }))
  return (
    <li className="grid gap-2 rounded border border-line p-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ReturnState state={request.state} />
        <span className="text-ink-soft">{format.instant(request.requestedAt)}</span>
      </div>
      <p>
        <bdi>{pieces.length === 0 ? t('returns.all') : pieces.join(t('returns.comma'))}</bdi>
      </p>
      {request.reason && (
        <p className="break-words text-ink-soft" dir="auto">
          {request.reason}
        </p>
      )}
      <Steps steps={request.steps} />
      {next.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {next.map((state) => (
            <Button key={state} size="sm" look={state === 'refused' ? 'quiet' : 'plain'} onPress={() => setDoing(state)}>
              {t(`returns.do.${state}`)}
            </Button>
          ))}
        </div>
      )}
      {doing && <MoveDialog request={request} state={doing} onClose={() => setDoing(null)} />}
    </li>
  )
}

/** What was done since, and what was noted then. */
function Steps({ steps }: Pick<ReturnResponse, 'steps'>) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const later = steps.slice(1)
  if (later.length === 0) return null
  return (
    <ol className="grid gap-1.5 border-s border-line ps-3">
      {later.map(({ state, at, note }) => (
        <li key={at + state}>
          <span className="text-ink-soft">
            {t(`returnState.${state}`)} · {format.instant(at)}
          </span>
          {note && (
            <p className="break-words" dir="auto">
              {note}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

interface MoveDialogProps {
  readonly request: ReturnResponse
  readonly state: ReturnResponse['state']
  readonly onClose: () => void
}

function MoveDialog({ request, state, onClose }: MoveDialogProps) {
  const { t } = useTranslation('orders')
  const move = useMoveReturn(request)
  const [note, setNote] = useState('')
  return (
    <Dialog isOpen onOpenChange={onClose} title={t(`returns.do.${state}`)}>
      <Form
        onSubmit={() => move.mutate({ state, note: note.trim() || null }, { onSuccess: onClose })}
        failure={move.error}
        actions={
          <Button look="primary" type="submit" isPending={move.isPending}>
            {t(`returns.do.${state}`)}
          </Button>
        }
      >
        <TextField
          label={t('returns.note')}
          hint={t('returns.noteHint')}
          value={note}
          onChange={setNote}
          rows={3}
          maxLength={2000}
          autoFocus
        />
      </Form>
    </Dialog>
  )
}

function AskForm({ order, onDone }: { readonly order: OrderResponse; readonly onDone: () => void }) {
  const { t } = useTranslation('orders')
  const ask = useRequestReturn(order.id)
  const [pieces, setPieces] = useState<ReadonlyMap<number, number>>(new Map())
  const [reason, setReason] = useState('')
  const items = [...pieces].flatMap(([line, quantity]) => (quantity > 0 ? [{ line, quantity }] : []))
  return (
    <Form
      onSubmit={() => ask.mutate({ items, reason: reason.trim() || null }, { onSuccess: onDone })}
      failure={ask.error}
      actions={
        <Button look="primary" type="submit" isPending={ask.isPending}>
          {items.length === 0 ? t('returns.askAll') : t('returns.askSome')}
        </Button>
      }
    >
      {order.items.map((item) => (
        <NumberField
          key={item.line}
          label={item.productName ?? item.productCode ?? t('item.line', { line: item.line })}
          minValue={0}
          maxValue={item.quantity ?? 1_000_000}
          value={pieces.get(item.line) ?? 0}
          onChange={(quantity) => setPieces(new Map(pieces).set(item.line, quantity))}
        />
      ))}
      <TextField label={t('returns.reason')} value={reason} onChange={setReason} rows={3} maxLength={2000} />
    </Form>
  )
}
