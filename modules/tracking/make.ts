import type { Ctx } from '#core/context'
import { inTransaction } from '#core/context'
import { NewSource, type SourceWithKey } from './api.ts'
import { addSource } from './sources.ts'

/** A shop's server that sends messages, unless told otherwise. */
export function makeSource(ctx: Ctx, over: Partial<NewSource> = {}): Promise<SourceWithKey> {
  return inTransaction(ctx, (ctx) => addSource(ctx, NewSource.parse({ name: 'The shop', kind: 'server', ...over })))
}

/** Headers of a sender with this write key. */
export function keyed(key: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` }
}
