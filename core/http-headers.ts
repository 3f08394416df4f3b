import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { Config } from '#core/config'

const A_YEAR = 365 * 24 * 3600

/** Nothing is inline, style attributes included: React, React Aria and ECharts set styles by script, property by property. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'none'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/** What no page of ours asks a browser for. */
const UNASKED = 'accelerometer browsing-topics camera display-capture geolocation gyroscope microphone midi payment serial usb'
  .split(' ')
  .map((name) => `${name}=()`)
  .join(', ')

/** For answers that are given before a request is understood. */
export const BARE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const

/**
 * Gives every answer the headers by which browsers protect its reader. Pages with other needs write a policy of their own over this one. No cache keeps what
 * does not say that it may.
 */
export async function protectReaders(app: FastifyInstance, { publicUrl }: Pick<Config, 'publicUrl'>): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Only who is reached by TLS may promise it, and only for itself: what else lies below a shop's domain is not ours to decide.
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: A_YEAR, includeSubDomains: false } : false,
  })
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({ 'permissions-policy': UNASKED, 'cache-control': 'no-store' })
  })
}
