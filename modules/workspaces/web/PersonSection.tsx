import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, languageNow } from '#web/i18n.ts'
import { useChoosePreferences } from '#web/session.tsx'
import { useTheme } from '#web/theme.ts'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Section } from '#web/ui/section.tsx'

/** What one person chooses for their own eyes; works at once. */
export function PersonSection() {
  const { t } = useTranslation(['workspaces', 'web'])
  const theme = useTheme()
  const choose = useChoosePreferences()
  const themes = (['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`web:shell.theme_${id}`) }))
  const languages = LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))
  return (
    <Section title={t('settings.person')} text={t('settings.person_text')}>
      <div className="grid gap-5 sm:grid-cols-2">
        <RadioGroup
          label={t('web:shell.language')}
          value={languageNow()}
          onChange={(language) => void choose({ language })}
          options={languages}
          inline
        />
        <RadioGroup label={t('web:shell.theme')} value={theme} onChange={(chosen) => void choose({ theme: chosen })} options={themes} inline />
      </div>
    </Section>
  )
}
