import { ChevronsUpDown, CircleUser, Keyboard, LogOut } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES, languageNow } from '#web/i18n.ts'
import { useChoosePreferences, useSession, useSignOut } from '#web/session.tsx'
import { useTheme } from '#web/theme.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Menu, type MenuGroup } from '#web/ui/menu.tsx'
import { showShortcuts } from '#web/ui/shortcuts.tsx'

/** The signed-in person: language, theme, shortcuts, the way out. `wide` shows name and e-mail. */
export function UserMenu({ wide = false }: { readonly wide?: boolean }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const trigger = (
    <Button
      aria-label={wide ? undefined : t('shell.account')}
      className="flex w-full min-w-0 items-center gap-3 rounded p-2 text-start hovered:bg-hover"
    >
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-ink"
      >
        {[...user.name][0]}
      </span>
      {wide && (
        <>
          <span className="sr-only">{t('shell.account')}</span>
          <span className="flex min-w-0 grow flex-col">
            <span className="truncate text-sm font-medium">
              <bdi>{user.name}</bdi>
            </span>
            <span className="truncate text-xs text-ink-soft">
              <bdi>{user.email}</bdi>
            </span>
          </span>
          <Icon of={ChevronsUpDown} className="size-4 text-ink-soft" />
        </>
      )}
    </Button>
  )
  return <Menu label={t('shell.account')} trigger={trigger} groups={useGroups()} placement={wide ? 'top start' : 'bottom end'} />
}

function useGroups(): readonly MenuGroup[] {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const choose = useChoosePreferences()
  const theme = useTheme()
  const themes = (['system', 'light', 'dark'] as const).map((each) => ({
    id: `theme-${each}`,
    label: t(`shell.theme_${each}`),
    isChosen: each === theme,
    run: () => void choose({ theme: each }),
  }))
  const languages = LANGUAGES.map((each) => ({
    id: `language-${each}`,
    label: LANGUAGE_NAMES[each],
    isChosen: each === languageNow(),
    run: () => void choose({ language: each }),
  }))
  return [
    { id: 'language', title: t('shell.language'), choices: languages },
    { id: 'theme', title: t('shell.theme'), choices: themes },
    {
      id: 'rest',
      choices: [
        { id: 'account', label: t('settings.account'), icon: CircleUser, href: '/settings/account' },
        { id: 'shortcuts', label: t('shell.shortcuts'), icon: Keyboard, run: showShortcuts },
        { id: 'sign-out', label: t('shell.sign_out'), icon: LogOut, run: () => void signOut() },
      ],
    },
  ]
}
