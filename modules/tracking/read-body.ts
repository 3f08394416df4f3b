import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { IncomingHttpHeaders } from 'node:http'
import { invalid, tooLarge } from '#core/errors'
import { BATCH_LIMIT } from './domain-messages.ts'

const unpack = promisify(gunzip)

/** A request's JSON, unpacked when it came packed. What grows beyond the limit is cut off while it unpacks. */
export async function readBody(bytes: Buffer, { 'content-encoding': encoding = 'identity' }: IncomingHttpHeaders): Promise<unknown> {
  const plain = await unpacked(bytes, encoding.trim().toLowerCase())
  if (plain.length > BATCH_LIMIT) throw tooLarge('tracking.request_too_large', { limit: BATCH_LIMIT })
  try {
    return JSON.parse(plain.toString())
  } catch {
    throw invalid('tracking.malformed_json')
  }
}

async function unpacked(bytes: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === 'identity') return bytes
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw invalid('tracking.unknown_encoding', { encoding: encoding.slice(0, 50) })
  try {
    return await unpack(bytes, { maxOutputLength: BATCH_LIMIT })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('tracking.request_too_large', { limit: BATCH_LIMIT })
    throw invalid('tracking.malformed_gzip')
  }
}
