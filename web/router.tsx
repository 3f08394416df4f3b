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
import { AppFrame } from '#web/shell/app-frame.tsx'
import { NotFoundPage } from '#web/shell/not-found-page.tsx'
import { TroublePage } from '#web/shell/trouble-page.tsx'
import { ToastRegion } from '#web/ui/toast.tsx'

interface RouterContext {
  readonly queries: QueryClient
}

/** The router over every page of PAGES. */
export function createAppRouter(queries: QueryClient) {
  const root = createRootRouteWithContext<RouterContext>()({ component: Root, notFoundComponent: NotFoundPage })
  const app = createRoute({
    getParentRoute: () => root,
    id: 'app',
    component: AppFrame,
    beforeLoad: async ({ context, location }) => {
      await context.queries.ensureQueryData(sessionQuery).catch((thrown: unknown) => {
        if (isFailure(thrown) && thrown.status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } })
        throw thrown
      })
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
  return (
    <I18nProvider locale={localeFor(i18n.language, digits)}>
      <AriaRouterProvider navigate={(href) => void router.navigate({ href })}>
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
async function admit({ may, development }: PageRoute, { queries }: RouterContext): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery)
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
