import { HealthResponse } from './api.ts'
import { readHealth } from './health.ts'
import { remember } from './remember.ts'
import type { Sources } from './sources.ts'
import { routes, type Routes } from '#core/http'
import type { Server } from '#core/server'

/** Several who look at the page at once cost no more than one. */
const KEPT = 4_000

/** Where whoever runs the installation sees how it is doing. */
export function operationsRoutes(sources: Sources): Routes {
  const operations = routes('operations')
  const reading = new WeakMap<Server, () => Promise<HealthResponse>>()
  const readerOf = (server: Server) => {
    const known = reading.get(server) ?? remember(KEPT, () => readHealth(server, sources))
    reading.set(server, known)
    return known
  }

  operations.get('/health', {
    summary: 'How the installation is doing, and what should be seen to',
    may: 'operations:read',
    screensOnly: true,
    streams: true,
    gives: HealthResponse,
    run: async ({ server }) => readerOf(server)(),
  })

  return operations
}
