import { setTimeout as wait } from 'node:timers/promises'
import { insist } from '../ask.ts'
import type { Actor } from './actor.ts'

const PAUSE = 2_000
const PATHS = [
  '/api/session',
  '/api/customers',
  '/api/orders',
  '/api/imports',
  '/api/insights/today',
  '/api/insights/cohorts',
  '/api/segments',
  '/api/tracking/messages',
]

/** Somebody who goes from page to page. */
export function readPages(): Actor {
  let pages = 0
  const refused = new Map<string, number>()
  return {
    name: 'pages read',
    done: () => pages,
    work: async ({ programs, cookie, again }, over) => {
      for (let at = 0; !over.aborted; at += 1) {
        const path = PATHS[at % PATHS.length] ?? ''
        const { status } = await insist(programs, { method: 'GET', path, headers: { cookie }, from: '127.0.0.3' }, again)
        if (status !== 200) refused.set(path, status)
        pages += 1
        await wait(PAUSE)
      }
    },
    problems: async () => [...refused].map(([path, status]) => `${path} answered ${status}`),
  }
}
