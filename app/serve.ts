import { createServer as createSocket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { boot } from './boot.ts'
import { say } from './cli-messages.ts'
import { HOLDINGS } from './holdings.ts'
import { createApp } from './http.ts'
import { listenForMetrics } from './metrics.ts'
import { portRefusal } from './port-refusal.ts'
import { stopAsked } from './stop.ts'
import { startWork } from './work.ts'
import { openSecrets, readConfig, type Config, type Settings } from '#core/config'
import { createLog } from '#core/log'
import { createServer, type Server } from '#core/server'
import { programVersion } from '#core/version'
import { firstStartLink } from '#modules/workspaces'

const DRAIN_LIMIT = 10_000

/** Serves until SIGTERM or SIGINT, then drains requests and lets go of everything, PostgreSQL last. Gives the exit code. */
export async function serve(): Promise<number> {
  const settings = await withFreePort(readConfig())
  const asked = stopAsked(() => console.error(say(settings.language, 'stopping')))
  try {
    const ground = await boot(settings, { log: createLog(settings.logLevel), alone: true, signal: asked })
    try {
      await serveOn(await createServer(ground.config, ground.address, HOLDINGS), asked)
    } finally {
      await ground.close()
    }
  } catch (error) {
    if (!asked.aborted) throw error
  }
  return 0
}

async function serveOn(server: Server, asked: AbortSignal): Promise<void> {
  try {
    const app = await createApp(server)
    try {
      await listen(app, server.config)
      await using beside = new AsyncDisposableStack()
      beside.use(await listenForMetrics(server))
      announce(server)
      const stopWork = await startWork(server)
      await welcome(server)
      if (!asked.aborted) await once(asked, 'abort')
      server.stopping.abort()
      await drain(app, server)
      await stopWork()
    } finally {
      await app.close()
    }
  } finally {
    await server.close()
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw portRefusal(error, { host, port })
  }
}

/** One line for whoever reads the log later: what was started and how it is set, without addresses that hold passwords. */
function announce({ config, log }: Server): void {
  const { host, port, publicUrl, trustProxy, metricsPort, logLevel, databaseUrl, smtpUrl } = config
  const settings = { host, port, publicUrl, trustProxy, metricsPort, logLevel, ownDatabase: databaseUrl !== null, mails: smtpUrl !== null }
  log.info({ version: programVersion(), node: process.versions.node, ...settings }, 'started')
  for (const file of openSecrets(config)) log.warn({ file }, 'everybody on this machine may read this secret')
}

async function welcome(server: Server): Promise<void> {
  const { language, publicUrl, dataFolder } = server.config
  const link = await firstStartLink(server)
  console.log(say(language, 'ready', { url: publicUrl }))
  console.log(say(language, 'data_folder', { folder: dataFolder }))
  if (link) console.log(say(language, 'first_link', { link }))
}

/** Takes no more requests and lets the running ones finish. Open streams never finish by themselves, so they are ended first. */
async function drain(app: FastifyInstance, server: Server): Promise<void> {
  const closed = app.close()
  await server.live.close()
  await Promise.race([closed, wait(DRAIN_LIMIT, undefined, { ref: false })])
}

/** With PORT=0 the port must be known before the server is made, because it is part of our own address. */
async function withFreePort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0) return settings
  const socket = createSocket().listen(0, settings.host)
  await once(socket, 'listening')
  const address = socket.address()
  const port = address && typeof address === 'object' ? address.port : 0
  socket.close()
  await once(socket, 'close')
  return { ...settings, port, publicUrl: settings.publicUrl ?? `http://localhost:${port}` }
}
