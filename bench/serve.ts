import { once } from 'node:events'
import { boot } from '../app/boot.ts'
import { HOLDINGS } from '../app/holdings.ts'
import { createApp } from '../app/http.ts'
import { startWork } from '../app/work.ts'
import { readConfig } from '#core/config'
import { createServer } from '#core/server'
import { firstStartLink, listWorkspaces } from '#modules/workspaces'
import type { Ready } from './served.ts'

/** What a shop is when nothing was imported. */
const EMPTY = { language: 'en', timeZone: 'UTC', currency: 'IRR', moneyDisplay: 'toman', calendar: 'gregorian', weekStart: 1 } as const

const OWNER = { email: 'bench@example.com', password: 'benchmark-only' }

/** The product as `npm start` runs it, but for the limit of calls a minute, with an owner who is signed in. */
const [dataFolder = ''] = process.argv.slice(2)
const settings = readConfig({ BAZGASHT_DATA: dataFolder, LOG_LEVEL: 'warn' })
const ground = await boot(settings, { log: { info: () => undefined, warn: (text) => console.error(text) }, alone: true })
const server = await createServer(ground.config, ground.address, HOLDINGS)
const app = await createApp(server, { perMinute: 1_000_000 })
const url = await app.listen({ host: '127.0.0.1', port: 0 })
const stopWork = await startWork(server)
process.send?.({ url, ...(await signedIn()) } satisfies Ready)
await once(process, 'SIGTERM')
await app.close()
await stopWork()
await server.close()
await ground.close()
if (process.connected) process.disconnect?.()

/** The owner made by the first start's link, who is let into the workspace that the import has made; on a data folder of a run before, the same again. */
async function signedIn(): Promise<{ cookie: string; workspace: string }> {
  const [imported] = await listWorkspaces(server.db)
  const link = await firstStartLink(server)
  const { id: _, ...workspace } = { id: '', ...EMPTY, ...imported, name: 'Bench' }
  const owner = { ...OWNER, token: link && new URL(link).searchParams.get('token'), name: 'Bench', workspace }
  const answer = await app.inject(
    link ? { method: 'POST', url: '/api/setup', payload: owner } : { method: 'POST', url: '/api/auth/sign-in/email', payload: OWNER },
  )
  if (answer.statusCode !== 204) throw new Error(`signing in answered ${answer.statusCode}: ${answer.body}`)
  const [served] = await listWorkspaces(server.db)
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', workspace: served?.id ?? '' }
}
