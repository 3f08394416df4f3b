import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import { useCan } from '#web/session.tsx'
import { Button } from '#web/ui/button.tsx'
import { Form } from '#web/ui/form.tsx'
import { NumberField } from '#web/ui/number-field.tsx'
import { Section } from '#web/ui/section.tsx'
import { toast } from '#web/ui/toast.tsx'
import type { InsightsSettings } from '../../scores/api.ts'
import type { TypesPreview } from '../../types/api.ts'
import {
  DEFAULT_THRESHOLDS,
  THRESHOLD_LIMITS,
  thresholdsOf,
  TYPE_RULES,
  TYPES,
  type BehaviourType,
  type TypeThresholds,
} from '../../types/domain-types.ts'
import { useSaveInsightsSettings } from '../scores/data.ts'

type Name = keyof TypeThresholds

/** From which numbers on somebody is of a type, with how many customers that would make. */
export function ThresholdsForm({ settings }: { readonly settings: InsightsSettings }) {
  const { t } = useTranslation(['insights-types', 'web'])
  const isDisabled = !useCan()('insights:configure')
  const client = useQueryClient()
  const save = useSaveInsightsSettings()
  const [thresholds, setThresholds] = useState(thresholdsOf(settings.thresholds))
  const changed = changedOf(thresholds)
  const preview = usePreview(changed, !isDisabled)
  const saved = () => {
    toast({ text: t('preview.saved'), tone: 'good' })
    void client.invalidateQueries({ queryKey: ['types-preview'] })
  }
  const submit = () => save.mutate({ thresholds: changed }, { onSuccess: saved })
  return (
    <Section title={t('preview.title')} text={t('preview.text')} className="mt-8">
      <Form
        onSubmit={submit}
        failure={save.error}
        actions={
          !isDisabled && (
            <>
              <Button type="submit" look="primary" isPending={save.isPending}>
                {t('preview.save')}
              </Button>
              <Button isDisabled={Object.keys(changed).length === 0} onPress={() => setThresholds(DEFAULT_THRESHOLDS)}>
                {t('preview.defaults')}
              </Button>
            </>
          )
        }
      >
        {TYPES.map((type) => (
          <fieldset key={type} className="grid gap-3 border-b border-line pb-4 last:border-0">
            <legend className="font-medium">{t(`types.${type}`)}</legend>
            <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
              {TYPE_RULES[type].map(({ threshold }) => (
                <ThresholdField
                  key={threshold}
                  name={threshold}
                  value={thresholds[threshold]}
                  isDisabled={isDisabled}
                  onChange={(value) => setThresholds((before) => ({ ...before, [threshold]: value }))}
                />
              ))}
            </div>
            <PreviewLine type={type} preview={preview} />
          </fieldset>
        ))}
      </Form>
    </Section>
  )
}

interface FieldProps {
  readonly name: Name
  readonly value: number
  readonly isDisabled: boolean
  readonly onChange: (value: number) => void
}

/** Shares are typed in per cent. */
function ThresholdField({ name, value, isDisabled, onChange }: FieldProps) {
  const { t } = useTranslation('insights-types')
  const { kind, least, most } = THRESHOLD_LIMITS[name]
  const scale = kind === 'share' ? 100 : 1
  return (
    <NumberField
      label={t(`preview.field.${name}`)}
      minValue={least * scale}
      maxValue={most * scale}
      step={kind === 'number' ? 0.05 : 1}
      isRequired
      isDisabled={isDisabled}
      value={Math.round(value * scale * 100) / 100}
      onChange={(typed) => {
        if (!Number.isNaN(typed)) onChange(Math.round((typed / scale) * 10_000) / 10_000)
      }}
    />
  )
}

function PreviewLine({ type, preview }: { readonly type: BehaviourType; readonly preview: TypesPreview | undefined }) {
  const { t } = useTranslation('insights-types')
  if (!preview) return null
  const countIn = (counts: TypesPreview['now']) => counts.find((each) => each.type === type)?.customers ?? 0
  const [now, asked] = [countIn(preview.now), countIn(preview.asked)]
  return (
    <p aria-live="polite" className="text-sm text-ink-soft">
      {now === asked ? t('preview.same', { count: now }) : t('preview.line', { count: asked, before: now })}
    </p>
  )
}

function usePreview(changed: Partial<TypeThresholds>, enabled: boolean): TypesPreview | undefined {
  const asked = useDeferredValue(JSON.stringify(changed))
  const { data } = useQuery({
    queryKey: ['types-preview', asked],
    queryFn: ({ signal }) => call<TypesPreview>('GET', '/api/insights/types/preview', { query: changed, signal }),
    placeholderData: keepPreviousData,
    enabled,
  })
  return data
}

/** Those that differ from the product's own. */
function changedOf(thresholds: TypeThresholds): Partial<TypeThresholds> {
  const names = TYPES.flatMap((type) => TYPE_RULES[type].map(({ threshold }) => threshold))
  return Object.fromEntries(names.filter((name) => thresholds[name] !== DEFAULT_THRESHOLDS[name]).map((name) => [name, thresholds[name]]))
}
