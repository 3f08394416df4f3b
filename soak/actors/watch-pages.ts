import { setTimeout as wait } from 'node:timers/promises'
import { openRequest } from '../ask.ts'
import type { Shop } from '../shop.ts'
import { type Actor, notOnce } from './actor.ts'

const PAGES = 6
const HEARD = 'order.placed'

/** Open pages that are told what happens; whoever is cut off comes back and says what it heard last. */
export function watchPages(): Actor {
  const pages = Array.from({ length: PAGES }, () => new Map<string, number>())
  let comings = 0
  return {
    name: 'times that pages came back',
    done: () => comings,
    work: async (shop, over) => {
      const come = () => (comings += 1)
      await Promise.all(pages.map((heard) => listen(shop, { heard, come, over })))
    },
    problems: async (rows) => {
      const placed = (await rows<{ name: string }>("select seq::text as name from events where name = 'order.placed'")).map(
        ({ name }) => name,
      )
      return pages.flatMap((heard, at) => notOnce(`page ${at + 1} was told`, placed, heard))
    },
  }
}

interface Listening {
  readonly heard: Map<string, number>
  readonly come: () => void
  readonly over: AbortSignal
}

async function listen(shop: Shop, listening: Listening): Promise<void> {
  // From the very first event.
  let last = '0'
  const heardOne = ({ id, event }: Message) => {
    if (id === null) return
    last = id
    if (event === HEARD) listening.heard.set(id, (listening.heard.get(id) ?? 0) + 1)
  }
  while (!listening.over.aborted) {
    // A stream ends when it is cut off: by a process that was killed, or by the end.
    await hearOut(shop, { ...listening, last, heardOne }).catch(() => undefined)
    await wait(200 + Math.random() * 800)
  }
}

interface Hearing extends Listening {
  readonly last: string
  readonly heardOne: (message: Message) => void
}

async function hearOut({ programs, cookie }: Shop, { last, heardOne, come, over }: Hearing): Promise<void> {
  const program = programs[Math.random() < 0.5 ? 0 : 1]
  const headers = { cookie, 'last-event-id': last }
  const stream = await openRequest(program, { method: 'GET', path: '/api/live', headers, from: '127.0.0.4' })
  come()
  stream.setEncoding('utf8')
  const end = () => stream.destroy()
  over.addEventListener('abort', end, { once: true })
  try {
    for await (const message of messagesIn(stream)) heardOne(message)
  } finally {
    over.removeEventListener('abort', end)
  }
}

interface Message {
  readonly id: string | null
  readonly event: string | null
}

/** What a stream of server-sent events says, whole messages only: half of one is sent again. */
async function* messagesIn(stream: AsyncIterable<string>): AsyncGenerator<Message> {
  let text = ''
  for await (const more of stream) {
    const parts = (text + more).split('\n\n')
    text = parts.pop() ?? ''
    for (const part of parts) yield { id: /^id: (.*)$/m.exec(part)?.[1] ?? null, event: /^event: (.*)$/m.exec(part)?.[1] ?? null }
  }
}
