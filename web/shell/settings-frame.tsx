import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useLocation } from '@tanstack/react-router'
import { useCan } from '#web/session.tsx'
import { SETTINGS_PLACES } from '#web/settings-places.ts'
import { Page, type PageProps } from '#web/shell/page.tsx'

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
  const list = useRef<HTMLUListElement>(null)
  // Where the list is a strip wider than the screen, the page that is open stands in its middle.
  useEffect(() => {
    const here = list.current?.querySelector('[aria-current]')
    if (list.current && here) list.current.scrollBy({ left: middleOf(here) - middleOf(list.current) })
  }, [pathname])
  return (
    <nav aria-label={t('settings.label')} className="min-w-0">
      <ul ref={list} className="flex gap-1 overflow-x-auto lg:flex-col">
        {SETTINGS_PLACES.filter(({ may }) => can(may)).map(({ name, path }) => {
          const isHere = path === pathname || (path !== '/settings' && pathname.startsWith(`${path}/`))
          return (
            <li key={name}>
              <Link
                href={path}
                {...(isHere ? { 'aria-current': 'page' as const } : {})}
                className={`block rounded px-3 py-2 text-sm whitespace-nowrap no-underline hovered:bg-hover ${isHere ? 'bg-accent-soft font-medium text-accent-ink' : 'text-ink-soft'}`}
              >
                {t(`settings.${name}`)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect()
  return left + width / 2
}
