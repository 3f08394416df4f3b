import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useLocation } from '@tanstack/react-router'
import { useCan } from '#web/session.tsx'
import { SETTINGS_GROUPS, SETTINGS_PLACES, type SettingsPlace } from '#web/settings-places.ts'
import { Page, type PageProps } from '#web/shell/page.tsx'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Menu } from '#web/ui/menu.tsx'

/** The frame of a page below Settings: the list of all such pages beside it, or above it where there is no room. */
export function SettingsFrame({ children, ...page }: PageProps) {
  return (
    <Page {...page}>
      <div className="grid gap-8 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SettingsList />
        <div className="min-w-0">{children}</div>
      </div>
    </Page>
  )
}

function SettingsList(): ReactNode {
  const { t } = useTranslation()
  const can = useCan()
  const { pathname } = useLocation()
  const places = SETTINGS_PLACES.filter(({ may }) => can(may))
  const groups = SETTINGS_GROUPS.map((id) => ({ id, places: places.filter(({ group }) => group === id) })).filter(
    (group) => group.places.length > 0,
  )
  const isHere = ({ path }: SettingsPlace) => path === pathname || (path !== '/settings' && pathname.startsWith(`${path}/`))
  const here = places.find(isHere)
  return (
    <nav aria-label={t('settings.label')} className="min-w-0">
      <div className="lg:hidden">
        <Menu
          label={t('settings.label')}
          placement="bottom start"
          trigger={
            <Button>
              {here ? t(`settings.${here.name}`) : t('settings.label')}
              <Icon of={ChevronDown} />
            </Button>
          }
          groups={groups.map((group) => ({
            id: group.id,
            title: t(`settings_groups.${group.id}`),
            choices: group.places.map((place) => ({
              id: place.name,
              label: t(`settings.${place.name}`),
              href: place.path,
              isChosen: place === here,
            })),
          }))}
        />
      </div>
      <div className="hidden flex-col gap-5 lg:flex">
        {groups.map((group) => (
          <div key={group.id}>
            <p id={`settings-${group.id}`} className="px-3 pb-1 text-xs font-medium text-ink-soft">
              {t(`settings_groups.${group.id}`)}
            </p>
            <ul aria-labelledby={`settings-${group.id}`} className="flex flex-col gap-0.5">
              {group.places.map((place) => (
                <li key={place.name}>
                  <Link
                    href={place.path}
                    {...(place === here ? { 'aria-current': 'page' as const } : {})}
                    className={`block rounded px-3 py-1.5 text-sm no-underline hovered:bg-hover ${place === here ? 'bg-accent-soft font-medium text-accent-ink' : 'text-ink'}`}
                  >
                    {t(`settings.${place.name}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  )
}
