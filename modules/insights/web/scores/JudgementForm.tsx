import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { toast } from '#web/ui/toast.tsx'
import { ModelChoice, TimeUnit, type InsightsSettings } from '../../scores/api.ts'
import { useSaveInsightsSettings } from './data.ts'

/** Margin, discount rate, unit of time and model, sent together. */
export function JudgementForm({ settings }: { readonly settings: InsightsSettings }) {
  const { t } = useTranslation(['insights-scores', 'web'])
  const isDisabled = !useCan()('insights:configure')
  const save = useSaveInsightsSettings()
  const [source, setSource] = useState<'auto' | 'set'>(settings.margin === null ? 'auto' : 'set')
  const [margin, setMargin] = useState(inPercent(settings.marginUsed.share))
  const [rate, setRate] = useState(inPercent(settings.discountRate))
  const [timeUnit, setTimeUnit] = useState(settings.timeUnit)
  const [model, setModel] = useState(settings.model)
  const submit = () =>
    save.mutate(
      { margin: source === 'auto' ? null : margin / 100, discountRate: rate / 100, timeUnit, model },
      { onSuccess: () => toast({ text: t('settings.saved'), tone: 'good' }) },
    )
  return (
    <Form
      onSubmit={submit}
      failure={save.error}
      className="max-w-prose"
      actions={
        !isDisabled && (
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('web:actions.save')}
          </Button>
        )
      }
    >
      <MarginChoice settings={settings} source={source} onChange={setSource} />
      {source === 'set' && (
        <NumberField
          label={t('settings.marginShare')}
          unit="%"
          minValue={0.1}
          maxValue={100}
          step={0.1}
          isRequired
          isDisabled={isDisabled}
          value={margin}
          onChange={setMargin}
        />
      )}
      <NumberField
        label={t('settings.rate')}
        hint={t('settings.rateHint')}
        unit="%"
        minValue={0}
        maxValue={200}
        step={0.1}
        isRequired
        isDisabled={isDisabled}
        value={rate}
        onChange={setRate}
      />
      <RadioGroup
        label={t('settings.unit')}
        hint={t('settings.unitHint')}
        inline
        isDisabled={isDisabled}
        value={timeUnit}
        onChange={setTimeUnit}
        options={TimeUnit.options.map((id) => ({ id, label: t(`settings.units.${id}`) }))}
      />
      <RadioGroup
        label={t('settings.model')}
        hint={t('settings.modelHint')}
        isDisabled={isDisabled}
        value={model}
        onChange={setModel}
        options={ModelChoice.options.map((id) => ({
          id,
          label: t(`settings.models.${id}`),
          ...(id === 'auto' ? {} : { hint: t(`settings.models.${id}-hint`) }),
        }))}
      />
    </Form>
  )
}

interface MarginChoiceProps {
  readonly settings: InsightsSettings
  readonly source: 'auto' | 'set'
  readonly onChange: (source: 'auto' | 'set') => void
}

function MarginChoice({ settings: { margin, marginUsed }, source, onChange }: MarginChoiceProps) {
  const { t } = useTranslation('insights-scores')
  const format = useFormat()
  const isDisabled = !useCan()('insights:configure')
  const words = { known: format.percent(marginUsed.known, 0), margin: format.percent(marginUsed.share, 0) }
  const because = {
    costs: t('settings.marginAutoKnown', words),
    assumed: marginUsed.known === null ? t('settings.marginAutoNothing', words) : t('settings.marginAutoAssumed', words),
    set: undefined,
  }[marginUsed.source]
  return (
    <RadioGroup
      label={t('settings.margin')}
      hint={t('settings.marginHint')}
      isDisabled={isDisabled}
      value={source}
      onChange={onChange}
      options={[
        { id: 'auto', label: t('settings.marginAuto'), ...(margin === null && because ? { hint: because } : {}) },
        { id: 'set', label: t('settings.marginSet') },
      ]}
    />
  )
}

/** A share in per cent, to a tenth. */
function inPercent(share: number): number {
  return Math.round(share * 1000) / 10
}
