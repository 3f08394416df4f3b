import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, languageNow } from '#web/i18n.ts'
import { useChooseMyLanguage } from '#web/session.tsx'
import { chooseTheme, useTheme } from '#web/theme.ts'
import { RadioGroup } from '#web/ui/radio-group.tsx'
import { Section } from '#web/ui/section.tsx'

/** What one person chooses for their own eyes; works at once. */
export function PersonSection() {
  const { t } = useTranslation(['workspaces', 'web'])
  const theme = useTheme()
  const chooseLanguage = useChooseMyLanguage()
  const themes = (['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`web:shell.theme_${id}`) }))
  const languages = LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))
  return (
    <Section title={t('settings.person')} text={t('settings.person_text')}>
      <div className="grid gap-5 sm:grid-cols-2">
        <RadioGroup
          label={t('web:shell.language')}
          value={languageNow()}
          onChange={(id) => void chooseLanguage(id)}
          options={languages}
          inline
        />
        <RadioGroup label={t('web:shell.theme')} value={theme} onChange={chooseTheme} options={themes} inline />
      </div>
    </Section>
  )
}
