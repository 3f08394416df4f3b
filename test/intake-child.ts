import { HOLDINGS } from '../app/holdings.ts'
import { createApp } from '../app/http.ts'
import { startWork } from '../app/work.ts'
import { createServer } from '#core/server'
import { testConfig } from './settings.ts'

/** Run as a process of its own: takes messages, digests them and does all other work until it is killed. */
if (process.argv[1] === import.meta.filename && process.argv[2]) {
  const { address, folder } = JSON.parse(process.argv[2])
  const server = await createServer({ ...testConfig(folder), allowPrivate: true }, address, HOLDINGS)
  const app = await createApp(server)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await startWork(server)
  process.send?.(url)
}
