import { queryOptions, type QueryClient, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Preferences, SessionResponse } from '#api/workspaces'
import { call } from '#web/api.ts'
import { isFailure } from '#web/failure.ts'
import { chooseLanguage, languageNow } from '#web/i18n.ts'
import { showReading } from '#web/reading.ts'
import { chooseTheme, chosenTheme } from '#web/theme.ts'
import { fetchSession, forgetShop } from '#web/shop-session.ts'
import type { Permission } from '../app/permissions.ts'

/** Who is signed in; fails with status 401 when nobody is. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: openSession, staleTime: Infinity, retry: false })

/** The session of the page around it: only inside the shell, which waits for it. */
export function useSession(): SessionResponse {
  return useSuspenseQuery(sessionQuery).data
}

/** Whether the signed-in person may do something. The server asks again; this only decides what is offered. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return useCallback((permission) => permissions.includes(permission), [permissions])
}

/** Ends the session and forgets everything that was read in it, also when the server cannot be told. */
export function useSignOut(): () => Promise<void> {
  return useCallback(async () => {
    await call('POST', '/api/auth/sign-out').catch(() => undefined)
    forgetShop()
    location.assign('/sign-in')
  }, [])
}

/** Changes how the signed-in person reads: at once here, and on their other devices. */
export function useChoosePreferences(): (change: Partial<Preferences>) => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    async (change) => {
      const session = queries.getQueryData(sessionQuery.queryKey)
      if (!session) return
      const preferences = { ...session.preferences, ...change }
      queries.setQueryData(sessionQuery.queryKey, { ...session, preferences })
      await showPreferences({ ...session, preferences })
      await call('PUT', '/api/account/preferences', { body: preferences })
    },
    [queries],
  )
}

/** Opens the page anew, with nothing on it that must not be seen, where its reader may do something else meanwhile, or nothing any more. */
export async function keepToRights(queries: QueryClient): Promise<void> {
  const before = queries.getQueryData(sessionQuery.queryKey)
  const rights = await call<SessionResponse>('GET', '/api/session').then(rightsIn, (thrown: unknown) => {
    // Without an answer nothing is known.
    return isFailure(thrown) && REFUSED.includes(thrown.status) ? null : rightsIn(before)
  })
  if (rights !== rightsIn(before)) location.reload()
}

const REFUSED: readonly number[] = [401, 403, 404]

function rightsIn(session: SessionResponse | undefined): string | null {
  return session ? session.permissions.toSorted().join() : null
}

async function openSession(): Promise<SessionResponse> {
  const session = await fetchSession()
  await showPreferences(session)
  return session
}

/** What a person chose holds on every device; each keeps a copy, so that the next page begins with it. */
async function showPreferences({ preferences, workspace }: SessionResponse): Promise<void> {
  const language = preferences.language ?? workspace.language
  if (language !== languageNow()) await chooseLanguage(language)
  if (preferences.theme !== chosenTheme()) chooseTheme(preferences.theme)
  await showReading(preferences)
}
