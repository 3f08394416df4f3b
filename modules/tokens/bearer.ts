import type { FastifyRequest } from 'fastify'

/** The text after `Bearer`; null when there is none. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  return /^bearer +(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1] ?? null
}
