import { useLocation } from '@tanstack/react-router'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useSession } from '#web/session.tsx'
import { Logo } from '#web/shell/logo.tsx'
import { isWithin, placesFor } from '#web/shell/places.ts'
import { UserMenu } from '#web/shell/user-menu.tsx'
import { WorkspaceName } from '#web/shell/workspace-name.tsx'
import { Icon } from '#web/ui/icon.tsx'

/** The places of the product, on wide screens. */
export function SideBar() {
  const { t } = useTranslation()
  return (
    <aside
      aria-label={t('product')}
      className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 border-e border-line bg-canvas px-3 py-5 lg:flex print:hidden"
    >
      <div className="flex flex-col gap-1 px-3">
        <Logo />
        <WorkspaceName />
      </div>
      <PlaceList />
      <div className="mt-auto">
        <UserMenu wide />
      </div>
    </aside>
  )
}

/** The list of places, here and in the drawer of narrow screens. */
export function PlaceList() {
  const { t } = useTranslation()
  const places = placesFor(useSession())
  const address = useLocation({ select: (location) => location.pathname })
  return (
    <nav aria-label={t('places.label')} className="min-h-0 overflow-y-auto">
      <ul className="flex flex-col gap-0.5 p-0.5">
        {places.map(({ name, path, icon }) => (
          <li key={name}>
            <Link
              href={path}
              aria-current={isWithin(path, address) ? 'page' : undefined}
              className="flex h-9 items-center gap-3 rounded px-3 text-ink-soft no-underline hovered:bg-hover hovered:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink"
            >
              <Icon of={icon} className="size-4.5" />
              {t(`places.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
