import type { SessionResponse } from '#api/workspaces'
import { call, speakFor } from '#web/api.ts'
import { isFailure } from '#web/failure.ts'
import { handleIn, inShop, pathWithoutShop } from '#web/shop-address.ts'

/** Where this device was last: a hint for addresses that name no shop, and for nothing else. */
const LAST_KEY = 'bazgasht.workspace'

/** The shop that this page stands in, once it is known. Other pages of the same device may stand in others. */
let here: string | null = null

/** The session in the shop that the address names, else in the one of this page, else in the last one of this device. */
export async function fetchSession(): Promise<SessionResponse> {
  const named = handleIn(location.pathname)
  speakFor(named ?? here ?? localStorage.getItem(LAST_KEY))
  const session = await call<SessionResponse>('GET', '/api/session').catch((thrown: unknown) => {
    if (named !== null || !isShut(thrown)) throw thrown
    forgetShop()
    return call<SessionResponse>('GET', '/api/session')
  })
  speakFor(session.workspace.id)
  here = session.workspace.id
  localStorage.setItem(LAST_KEY, here)
  return session
}

/** Whether somebody asked for a shop that is none of theirs, or is not open to them any more. */
export function isShut(thrown: unknown): boolean {
  return isFailure(thrown) && ['workspaces.not_found', 'workspaces.closed'].includes(thrown.code)
}

/** Later pages of this device begin in the first shop of whoever signs in. */
export function forgetShop(): void {
  here = null
  speakFor(null)
  localStorage.removeItem(LAST_KEY)
}

/**
 * Whether the address says in which shop the page stands, as it must for who works in several; one that does not, or by a word of the past, is opened
 * anew. Asked before anything is on screen.
 */
export function namesShop({ workspace, workspaces }: SessionResponse): boolean {
  const named = handleIn(location.pathname)
  if (named === workspace.handle || (named === null && workspaces.length < 2)) return true
  location.replace(inShop(workspace.handle, pathWithoutShop(location.pathname)) + location.search + location.hash)
  return false
}
