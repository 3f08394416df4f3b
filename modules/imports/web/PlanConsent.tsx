import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CHANNELS, type Channel } from '#api/consent'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Select } from '#web/ui/select.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import type { ImportConsent, ImportPlan, ImportPreview } from '../api.ts'
import { usePurposeNames } from './data.ts'

interface PlanConsentProps {
  readonly preview: ImportPreview
  readonly onChange: (plan: ImportPlan) => void
}

/** Whether the file's people agreed to be written to, to what, and where they said so. */
export function PlanConsent({ preview: { plan, columns }, onChange }: PlanConsentProps) {
  const { t } = useTranslation('imports')
  const [draft, setDraft] = useState<ImportConsent | null>(plan.consent ?? null)
  const saved = JSON.stringify(plan.consent ?? null) === JSON.stringify(draft)
  const turn = (on: boolean) => {
    setDraft(on ? NEW : null)
    if (!on) onChange({ ...plan, consent: null })
  }
  return (
    <section className="grid gap-3">
      <Switch isSelected={draft !== null} onChange={turn}>
        {t('consent.title')}
      </Switch>
      <p className="text-sm text-ink-soft">{t('consent.hint')}</p>
      {draft && (
        <div className="grid gap-4 rounded border border-line bg-surface p-4 sm:grid-cols-2">
          <ConsentFields draft={draft} onChange={setDraft} columns={columns} />
          <div>
            <Button
              look="plain"
              isDisabled={saved || draft.source.trim().length < 3 || draft.channels.length === 0}
              onPress={() => onChange({ ...plan, consent: draft })}
            >
              {saved ? t('consent.kept') : t('consent.keep')}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}

const NEW: ImportConsent = { column: null, purpose: 'newsletter', channels: ['email'], source: '' }

interface ConsentFieldsProps {
  readonly draft: ImportConsent
  readonly onChange: (draft: ImportConsent) => void
  readonly columns: ImportPreview['columns']
}

function ConsentFields({ draft, onChange, columns }: ConsentFieldsProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const purposes = usePurposeNames(format.language)
  const named = columns.map(({ index, heading }) => ({
    id: String(index),
    label: heading ?? t('plan.unnamed', { number: format.number(index + 1) }),
  }))
  const toggle = (channel: Channel, on: boolean) =>
    onChange({ ...draft, channels: CHANNELS.filter((each) => (each === channel ? on : draft.channels.includes(each))) })
  return (
    <>
      <Select
        label={t('consent.who')}
        value={draft.column === null ? 'everybody' : String(draft.column)}
        onChange={(next) => onChange({ ...draft, column: next === 'everybody' ? null : Number(next) })}
        options={[{ id: 'everybody', label: t('consent.everybody') }, ...named]}
      />
      <Select
        label={t('consent.purpose')}
        value={draft.purpose}
        onChange={(purpose) => onChange({ ...draft, purpose })}
        options={purposes}
      />
      <fieldset className="grid gap-2 sm:col-span-2">
        <legend className="mb-1 text-sm font-medium">{t('consent.channels')}</legend>
        <div className="flex flex-wrap gap-4">
          {CHANNELS.map((channel) => (
            <Checkbox key={channel} isSelected={draft.channels.includes(channel)} onChange={(on) => toggle(channel, on)}>
              {t(`channel.${channel}`)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <TextField
        className="sm:col-span-2"
        label={t('consent.source')}
        hint={t('consent.sourceHint')}
        value={draft.source}
        onChange={(source) => onChange({ ...draft, source })}
      />
    </>
  )
}
