import { useTranslation } from 'react-i18next'
import { failureText } from '#web/failure.ts'
import { Button } from '#web/ui/button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { DateStyle, type ImportPlan, type ImportPreview, type ImportResponse } from '../api.ts'
import { useChangePlan, useImportStep, usePreview } from './data.ts'
import { PlanColumns } from './PlanColumns.tsx'
import { PlanConsent } from './PlanConsent.tsx'
import { PreviewRows } from './PreviewRows.tsx'

/** Settles what each column holds, shows how the first rows are read, and starts the import. */
export function PlanForm({ one }: { readonly one: ImportResponse }) {
  const { t } = useTranslation('imports')
  const preview = usePreview(one.id, true)
  const change = useChangePlan(one.id)
  const step = useImportStep(one.id)
  if (preview.isError) return <Notice tone="bad">{failureText(preview.error)}</Notice>
  if (!preview.data) return <Skeleton lines={10} />
  const { problems, remembered } = preview.data
  return (
    <div className="grid gap-6">
      {remembered && <Notice tone="info">{t('plan.remembered')}</Notice>}
      <PlanColumns preview={preview.data} onChange={(next) => change.mutate(next)} />
      <Manners preview={preview.data} onChange={(next) => change.mutate(next)} />
      <PlanConsent preview={preview.data} onChange={(next) => change.mutate(next)} />
      {change.isError && <Notice tone="bad">{failureText(change.error)}</Notice>}
      <PreviewRows preview={preview.data} />
      {problems.map((problem) => (
        <Notice key={problem} tone="warn">
          {t(`problem.${problem}`)}
        </Notice>
      ))}
      {step.isError && <Notice tone="bad">{failureText(step.error)}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="primary"
          isDisabled={problems.length > 0 || change.isPending}
          isPending={step.isPending}
          onPress={() => step.mutate('run')}
        >
          {t('plan.start')}
        </Button>
        <span className="text-sm text-ink-soft">{t('plan.startHint')}</span>
      </div>
    </div>
  )
}

const UNITS = ['IRT', 'IRR', 'USD', 'EUR', 'GBP', 'AED', 'TRY'] as const

/** How dates, money and headings of the file are written. */
function Manners({ preview: { plan }, onChange }: { readonly preview: ImportPreview; readonly onChange: (plan: ImportPlan) => void }) {
  const { t } = useTranslation('imports')
  const known: readonly string[] = UNITS
  const units = known.includes(plan.moneyUnit) ? known : [...known, plan.moneyUnit]
  const unitName = (unit: string) => (unit === 'IRT' ? t('unit.IRT') : unit === 'IRR' ? t('unit.IRR') : unit)
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Select
        label={t('plan.dateStyle')}
        value={plan.dateStyle}
        onChange={(next) => onChange({ ...plan, dateStyle: DateStyle.parse(next) })}
        options={DateStyle.options.map((id) => ({ id, label: t(`dateStyle.${id}`) }))}
      />
      <Select
        label={t('plan.moneyUnit')}
        value={plan.moneyUnit}
        onChange={(moneyUnit) => onChange({ ...plan, moneyUnit })}
        options={units.map((id) => ({ id, label: unitName(id) }))}
      />
      <Select
        label={t('plan.decimal')}
        value={plan.decimalComma ? 'comma' : 'point'}
        onChange={(next) => onChange({ ...plan, decimalComma: next === 'comma' })}
        options={[
          { id: 'point', label: t('plan.point') },
          { id: 'comma', label: t('plan.comma') },
        ]}
      />
      <Select
        label={t('plan.firstRow')}
        value={plan.hasHeadings ? 'headings' : 'data'}
        onChange={(next) => onChange({ ...plan, hasHeadings: next === 'headings' })}
        options={[
          { id: 'headings', label: t('plan.headings') },
          { id: 'data', label: t('plan.data') },
        ]}
      />
    </div>
  )
}
