import { AppError } from '#core/errors'
import { readSecretKey } from '#core/secret-keys'
import type { Server } from '#core/server'
import type * as z from 'zod'
import type { BrowserSettings } from './api.ts'

/** Tells analytics.js, asked for at our address as its CDN, to send everything here. */
export function browserSettings({ config }: Server, key: string): z.infer<typeof BrowserSettings> {
  if (!readSecretKey('w', key)) throw new AppError('not_found', 'tracking.unknown_key')
  const { host, protocol } = new URL(config.publicUrl ?? `http://localhost:${config.port}`)
  return {
    integrations: { 'Segment.io': { apiKey: key, apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) } },
    plan: { track: { __default: { enabled: true, integrations: {} } } },
    metrics: { sampleRate: 0 },
    analyticsNextEnabled: true,
    edgeFunction: {},
    middlewareSettings: {},
    enabledMiddleware: {},
    remotePlugins: [],
  }
}
