import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { DateField } from '#web/ui/date-field.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { GoalMeasure, GoalResponse } from '../../goals/api.ts'
import { MEASURES } from '../../goals/domain-measures.ts'
import { useMembers, useSetGoal } from './data.ts'
import { kindOf, unitOf } from './measures.ts'

interface GoalFormProps {
  /** The goal to set anew; null for another one. */
  readonly goal: GoalResponse | null
  readonly onClose: () => void
}

const NOBODY = 'nobody'

/** Sets a goal: which number, how much, by when, and who looks after it. */
export function GoalForm({ goal, onClose }: GoalFormProps) {
  const { t } = useTranslation(['insights-goals', 'web'])
  const format = useFormat()
  const save = useSetGoal()
  const members = useMembers().data?.rows ?? []
  const [measure, setMeasure] = useState<GoalMeasure>(goal?.measure ?? 'returnRate')
  const [target, setTarget] = useState<number>(goal === null ? Number.NaN : rounded(goal.target / unitOf(format, goal.measure)))
  const [startDay, setStartDay] = useState<string | null>(goal?.startDay ?? null)
  const [dueDay, setDueDay] = useState<string | null>(goal?.dueDay ?? null)
  const [owner, setOwner] = useState(goal?.ownerId ?? NOBODY)
  const [note, setNote] = useState(goal?.note ?? '')
  const kind = kindOf(measure)
  const submit = () => {
    if (dueDay === null || Number.isNaN(target)) return
    const value = target * unitOf(format, measure)
    const body = {
      measure,
      target: kind === 'percent' ? value : Math.round(value),
      ...(startDay !== null && { startDay }),
      dueDay,
      ownerId: owner === NOBODY ? null : owner,
      note,
    }
    save.mutate({ id: goal?.id ?? null, body }, { onSuccess: onClose })
  }
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t(goal === null ? 'form.title' : 'form.change')}>
      <Form
        onSubmit={submit}
        failure={save.error}
        actions={
          <Button type="submit" look="primary" isPending={save.isPending} isDisabled={dueDay === null || Number.isNaN(target)}>
            {t('web:actions.save')}
          </Button>
        }
      >
        <Select
          label={t('form.measure')}
          hint={t(`definition.${measure}`)}
          value={measure}
          onChange={(next) => {
            if (kindOf(next) !== kind) setTarget(Number.NaN)
            setMeasure(next)
          }}
          options={MEASURES.map((id) => ({ id, label: t(`measure.${id}`) }))}
        />
        <NumberField
          label={t('form.target')}
          unit={kind === 'percent' ? t('form.percent') : kind === 'money' ? format.moneyUnit() : undefined}
          isRequired
          minValue={0}
          formatOptions={{ maximumFractionDigits: kind === 'count' ? 0 : 2 }}
          value={target}
          onChange={setTarget}
        />
        <DateField label={t('form.due')} value={dueDay} onChange={setDueDay} isRequired />
        <DateField label={t('form.start')} hint={t('form.startHint')} value={startDay} onChange={setStartDay} />
        <Select
          label={t('form.owner')}
          value={owner}
          onChange={setOwner}
          options={[{ id: NOBODY, label: t('form.nobody') }, ...members.map(({ id, name }) => ({ id, label: name }))]}
        />
        <TextField label={t('form.note')} maxLength={500} rows={2} value={note} onChange={setNote} />
      </Form>
    </Dialog>
  )
}

/** 0.45 / 0.01 is 45.00000000000001 to a computer. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
