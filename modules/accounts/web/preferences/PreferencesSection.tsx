import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { LANGUAGE_NAMES, LANGUAGES } from '#web/i18n.ts'
import { useChoosePreferences, useSession } from '#web/session.tsx'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Section } from '#web/ui/section.tsx'
import { useToday } from '#web/ui/use-today.ts'

const AN_AMOUNT = 12_345.6

/** What one person chooses for their own eyes; works at once, everywhere. */
export function PreferencesSection() {
  const { t } = useTranslation('accounts-preferences')
  const { preferences, workspace } = useSession()
  const choose = useChoosePreferences()
  const languages = [
    { id: 'shop', label: t('language_shop', { language: LANGUAGE_NAMES[workspace.language] }) },
    ...LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] })),
  ] as const
  const themes = (['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`theme_${id}`) }))
  const densities = (['comfortable', 'compact'] as const).map((id) => ({ id, label: t(`density_${id}`) }))
  const digits = (['language', 'latin', 'persian'] as const).map((id) => ({ id, label: t(`digits_${id}`) }))
  const calendars = (['workspace', 'gregorian', 'persian'] as const).map((id) => ({ id, label: t(`calendar_${id}`) }))
  return (
    <Section title={t('title')} text={t('text')}>
      <div className="flex flex-col gap-5">
        <RadioGroup
          label={t('language')}
          value={preferences.language ?? 'shop'}
          onChange={(id) => void choose({ language: id === 'shop' ? null : id })}
          options={languages}
          inline
        />
        <RadioGroup label={t('theme')} value={preferences.theme} onChange={(theme) => void choose({ theme })} options={themes} inline />
        <RadioGroup
          label={t('density')}
          value={preferences.density}
          onChange={(density) => void choose({ density })}
          options={densities}
          inline
        />
        <RadioGroup label={t('digits')} value={preferences.digits} onChange={(id) => void choose({ digits: id })} options={digits} inline />
        <RadioGroup
          label={t('calendar')}
          value={preferences.calendar}
          onChange={(calendar) => void choose({ calendar })}
          options={calendars}
          inline
        />
        <Sample />
      </div>
    </Section>
  )
}

function Sample() {
  const { t } = useTranslation('accounts-preferences')
  const format = useFormat()
  const today = useToday()
  return (
    <p className="rounded bg-sunken px-4 py-3 text-sm text-ink-soft" aria-live="polite">
      {t('example', { number: format.number(AN_AMOUNT, 1), day: format.day(today, 'long') })}
    </p>
  )
}
