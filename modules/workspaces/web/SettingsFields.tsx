import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceSettings } from '#api/workspaces'
import { languageNow, LANGUAGE_NAMES, LANGUAGES } from '#web/i18n.ts'
import { ComboBox } from '#web/ui/combobox.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextField } from '#web/ui/text-field.tsx'
import { currencyChoices, timeZoneChoices, weekDayChoices } from './choices.ts'

export interface SettingsFieldsProps {
  readonly value: WorkspaceSettings
  readonly onChange: (change: Partial<WorkspaceSettings>) => void
  readonly isDisabled?: boolean
}

/** The settings of a shop, the same in set-up and later. */
export function SettingsFields({ value, onChange, isDisabled }: SettingsFieldsProps) {
  const { t, i18n } = useTranslation('workspaces')
  const language = languageNow()
  const zones = useMemo(() => timeZoneChoices(language), [language])
  const currencies = useMemo(() => currencyChoices(language), [language])
  const display = (['toman', 'rial'] as const).map((id) => ({ id, label: t(`settings.${id}`), hint: t(`settings.${id}_hint`) }))
  const calendars = (['persian', 'gregorian'] as const).map((id) => ({ id, label: t(`settings.${id}`) }))
  return (
    <>
      <TextField
        label={t('settings.name')}
        name="organization"
        isRequired
        maxLength={100}
        isDisabled={isDisabled}
        value={value.name}
        onChange={(name) => onChange({ name })}
      />
      <div className="grid gap-5 sm:grid-cols-2" key={i18n.language}>
        <Select
          label={t('settings.language')}
          isDisabled={isDisabled}
          value={value.language}
          onChange={(chosen) => onChange({ language: chosen })}
          options={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
        />
        <ComboBox
          label={t('settings.time_zone')}
          isRequired
          isDisabled={isDisabled}
          options={zones}
          value={value.timeZone}
          onChange={(timeZone) => timeZone && onChange({ timeZone })}
        />
        <ComboBox
          label={t('settings.currency')}
          isRequired
          isDisabled={isDisabled}
          options={currencies}
          value={value.currency}
          onChange={(currency) => currency && onChange({ currency })}
        />
        {value.currency === 'IRR' && (
          <RadioGroup
            label={t('settings.money_display')}
            inline
            isDisabled={isDisabled}
            options={display}
            value={value.moneyDisplay}
            onChange={(moneyDisplay) => onChange({ moneyDisplay })}
          />
        )}
        <RadioGroup
          label={t('settings.calendar')}
          inline
          isDisabled={isDisabled}
          options={calendars}
          value={value.calendar}
          onChange={(calendar) => onChange({ calendar })}
        />
        <Select
          label={t('settings.week_start')}
          isDisabled={isDisabled}
          options={weekDayChoices(language)}
          value={String(value.weekStart)}
          onChange={(day) => onChange({ weekStart: Number(day) })}
        />
      </div>
    </>
  )
}
