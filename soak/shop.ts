import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { DbAddress } from '#core/db'
import { startPostgres } from '#core/postgres'
import { ask, type Again, type Asked, type Answer, insist } from './ask.ts'
import { type Program, programWith } from './program.ts'

/** Two processes of the product on one database, set up. */
export interface Shop {
  readonly programs: readonly [Program, Program]
  /** Reads every workspace's rows. */
  readonly superuser: DbAddress
  readonly postgresPid: () => number
  readonly settings: Readonly<Record<string, string>>
  readonly workspaceId: string
  readonly again: Again
  /** As the owner, until there is an answer. */
  readonly asOwner: (asked: Asked) => Promise<Answer>
  readonly cookie: string
  readonly writeKey: string
  readonly token: string
  readonly close: () => Promise<void>
}

export const OWNER = { name: 'Sara', email: 'sara@soak.example', password: 'a river that never stands still' } as const

const SETTINGS = {
  name: 'Soak',
  language: 'en',
  timeZone: 'Asia/Tehran',
  currency: 'IRR',
  moneyDisplay: 'toman',
  calendar: 'gregorian',
  weekStart: 1,
} as const

/** Starts PostgreSQL as the product sets it, and two processes that share it by `DATABASE_URL`. */
export async function openShop(folder: string): Promise<Shop> {
  const quiet = { info: () => undefined, warn: (said: string) => console.log(said) }
  const database = join(folder, 'database')
  mkdirSync(database)
  const postgres = await startPostgres({ dataFolder: database, log: quiet })
  const { host = '' } = postgres.address
  const settings = {
    DATABASE_URL: `postgres://bazgasht@localhost/bazgasht?host=${encodeURIComponent(host)}`,
    BAZGASHT_DATA: join(folder, 'data'),
    BAZGASHT_SECRET: randomBytes(32).toString('base64url'),
  }
  const programs: [Program, Program] = [await programWith(settings), await programWith(settings)]
  const again: Again = { unanswered: 0, unavailable: 0, tooMany: 0 }
  await programs[0].start()
  const cookie = await setUp(programs[0])
  await programs[1].start()
  const asOwner = (asked: Asked) => insist(programs, { ...asked, headers: { cookie, ...asked.headers } }, again)
  const must = async <T>(schema: z.ZodType<T>, asked: Asked) => given(schema, asked, await asOwner(asked))
  const { id: workspaceId } = await must(WithId, { method: 'GET', path: '/api/workspace' })
  const { key: writeKey } = await must(WithKey, { method: 'POST', path: '/api/tracking/sources', body: { name: 'Server', kind: 'server' } })
  const scopes = ['customers:read', 'customers:write']
  const { key: token } = await must(WithKey, { method: 'POST', path: '/api/tokens', body: { name: 'Till', scopes, expiresAt: null } })
  return {
    programs,
    superuser: { ...postgres.superuser, database: postgres.address.database },
    postgresPid: postgres.pid,
    settings,
    workspaceId,
    again,
    asOwner,
    cookie,
    writeKey,
    token,
    close: async () => {
      for (const program of programs) await program.stop()
      await postgres.stop()
    },
  }
}

/** What a request must give; what is refused ends the soak. */
export function given<T>(schema: z.ZodType<T>, { method, path }: Asked, { status, body }: Answer): T {
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${JSON.stringify(body)}`)
  return schema.parse(body)
}

/** For answers that say no more than that it is done. */
export const NOTHING = z.null()
const WithId = z.object({ id: z.string() })
const WithKey = z.object({ key: z.string() })

async function setUp(program: Program): Promise<string> {
  const token = /setup\?token=(\S+)/.exec(program.said())?.[1]
  const answer = await ask(program, { method: 'POST', path: '/api/setup', body: { token, ...OWNER, workspace: SETTINGS } })
  given(NOTHING, { method: 'POST', path: '/api/setup' }, answer)
  return sessionIn(answer)
}

/** The session's cookie in an answer. */
export function sessionIn({ cookies }: Answer): string {
  return cookies.map((each) => each.split(';', 1)[0]).join('; ')
}
