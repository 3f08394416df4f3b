import { setTimeout as wait } from 'node:timers/promises'
import { insist } from '../ask.ts'
import { given, NOTHING, OWNER, sessionIn } from '../shop.ts'
import type { Actor } from './actor.ts'

const PAUSE = 3_000

/** Somebody who signs in at one process, reads at either, and signs out for good. */
export function signInAndOut(): Actor {
  let times = 0
  const seen: string[] = []
  return {
    name: 'times signed in and out',
    done: () => times,
    work: async ({ programs, again }, over) => {
      // People sign in from many networks.
      for (let at = 0; !over.aborted; at += 1) {
        const from = `127.0.1.${1 + (at % 250)}`
        const session = (headers: Record<string, string>) => insist(programs, { method: 'GET', path: '/api/session', headers, from }, again)
        const signIn = {
          method: 'POST',
          path: '/api/auth/sign-in/email',
          body: { email: OWNER.email, password: OWNER.password },
          from,
        } as const
        const opened = await insist(programs, signIn, again)
        given(NOTHING, signIn, opened)
        const cookie = sessionIn(opened)
        const inside = await session({ cookie })
        if (inside.status !== 200) seen.push(`a session that was opened is refused with ${inside.status}`)
        await insist(programs, { method: 'POST', path: '/api/auth/sign-out', headers: { cookie }, from }, again)
        const outside = await session({ cookie })
        if (outside.status !== 401) seen.push(`a session that was ended is answered with ${outside.status}`)
        times += 1
        await wait(PAUSE, undefined, { signal: over }).catch(() => undefined)
      }
    },
    problems: async () => [...new Set(seen)],
  }
}
