import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouter,
} from '@tanstack/react-router'
import { I18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Digits } from '#pure/numbers'
import { failure, isFailure } from '#web/failure.ts'
import { loadAllWords } from '#web/i18n.ts'
import { PAGES, type PageRoute } from '#web/pages.ts'
import { useReading } from '#web/reading.ts'
import { sessionQuery } from '#web/session.tsx'
import { handleIn, inShop, inThisShop } from '#web/shop-address.ts'
import { namesShop } from '#web/shop-session.ts'
import { AppFrame } from '#web/shell/app-frame.tsx'
import { NotFoundPage } from '#web/shell/not-found-page.tsx'
import { placesFor } from '#web/shell/places.ts'
import { TroublePage } from '#web/shell/trouble-page.tsx'
import { ToastRegion } from '#web/ui/toast.tsx'

interface RouterContext {
  readonly queries: QueryClient
}

/** A page that is being opened anew waits for its end. */
const never = new Promise<void>(() => undefined)

/** The router over every page of PAGES, below /in/HANDLE where the address names a shop. */
export function createAppRouter(queries: QueryClient) {
  let isPlaced = false
  const handle = handleIn(location.pathname)
  const root = createRootRouteWithContext<RouterContext>()({ component: Root, notFoundComponent: NotFoundPage })
  const app = createRoute({
    getParentRoute: () => root,
    id: 'app',
    component: AppFrame,
    beforeLoad: async ({ context, location }) => {
      const session = await context.queries.ensureQueryData(sessionQuery).catch((thrown: unknown) => {
        if (isFailure(thrown) && thrown.status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } })
        throw thrown
      })
      if (!isPlaced && !namesShop(session)) await never
      isPlaced = true
    },
  })
  const framed = PAGES.filter((page) => !page.bare).map((page) =>
    createRoute({
      getParentRoute: () => app,
      path: page.path,
      component: lazyPage(page),
      beforeLoad: ({ context }) => admit(page, context),
    }),
  )
  const bare = PAGES.filter((page) => page.bare && (!page.development || import.meta.env.DEV)).map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: lazyPage(page) }),
  )
  return createRouter({
    routeTree: root.addChildren([app.addChildren(framed), ...bare]),
    basepath: handle === null ? '/' : inShop(handle, '/'),
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: TroublePage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch,
  })
}

/** Everything that every page needs from above: React Aria's links, digits and direction. */
function Root() {
  const router = useRouter()
  const { i18n } = useTranslation()
  const { digits } = useReading()
  // Nothing read for one shop may stay on screen for another: there the page begins anew.
  const go = (href: string) => (handleIn(href) === null ? void router.navigate({ href }) : location.assign(href))
  return (
    <I18nProvider locale={localeFor(i18n.language, digits)}>
      <AriaRouterProvider navigate={go} useHref={inThisShop}>
        <Outlet />
        <ToastRegion />
      </AriaRouterProvider>
    </I18nProvider>
  )
}

function localeFor(language: string, digits: Digits): string {
  const locale = language === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB'
  if (digits === 'language') return locale
  return `${locale}${language === 'fa' ? '' : '-u'}-nu-${digits === 'latin' ? 'latn' : 'arabext'}`
}

function lazyPage({ load, isFirst = false }: PageRoute) {
  return lazyRouteComponent(async () => {
    const [page] = await Promise.all([load(), isFirst ? null : loadAllWords()])
    return { default: page }
  })
}

/** Typing an address does not show what the menu hides; the server refuses the data in any case. */
async function admit({ path, may, development }: PageRoute, { queries }: RouterContext): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery)
  const [place] = placesFor(session)
  if (path === '/' && place && place.path !== '/') throw redirect({ href: place.path, replace: true })
  if (may && !session.permissions.includes(may)) throw failure('core.forbidden', 403, { permission: may })
  if (development && !session.development && !import.meta.env.DEV) throw failure('core.not_found', 404)
}

function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== ''))
      params.set(name, String(value))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
