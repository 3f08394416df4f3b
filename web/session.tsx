import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { SessionResponse } from '#api/workspaces'
import type { Language } from '#pure/numbers'
import { call, speakFor } from '#web/api.ts'
import { chooseLanguage, languageNow } from '#web/i18n.ts'
import type { Permission } from '../app/permissions.ts'

const WORKSPACE_KEY = 'bazgasht.workspace'

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

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  return useCallback(async () => {
    await call('POST', '/api/auth/sign-out')
    localStorage.removeItem(WORKSPACE_KEY)
    location.assign('/sign-in')
  }, [])
}

/** Sets the language that the signed-in person reads, here and on their other devices. */
export function useChooseMyLanguage(): (language: Language) => Promise<void> {
  const queries = useQueryClient()
  return useCallback(
    async (language) => {
      await chooseLanguage(language)
      queries.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, language })
      await call('PUT', '/api/session/language', { body: { language } })
    },
    [queries],
  )
}

/** Later requests of this device speak for this workspace. */
export function keepWorkspace(id: string): void {
  localStorage.setItem(WORKSPACE_KEY, id)
}

async function openSession(): Promise<SessionResponse> {
  speakFor(localStorage.getItem(WORKSPACE_KEY))
  const session = await call<SessionResponse>('GET', '/api/session')
  speakFor(session.workspace.id)
  const language = session.language ?? session.workspace.language
  if (language !== languageNow()) await chooseLanguage(language)
  return session
}
