import { isObject, type JsonObject } from './domain-messages.ts'

/** What of a message's context goes into the log: where and with what, never who. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  page: ['path', 'title', 'url', 'referrer'],
  campaign: ['name', 'source', 'medium', 'term', 'content'],
  app: ['name', 'version'],
  os: ['name'],
  device: ['type'],
}
const KEPT_WHOLE = ['locale', 'timezone'] as const

/** The context without what names the person or their machine. */
export function contextToKeep(context: unknown): JsonObject {
  if (!isObject(context)) return {}
  const parts = Object.entries(KEPT).flatMap(([name, keys]) => {
    const part = context[name]
    const kept = isObject(part) ? keys.flatMap((key) => (typeof part[key] === 'string' ? [[key, part[key]] as const] : [])) : []
    return kept.length === 0 ? [] : [[name, Object.fromEntries(kept)] as const]
  })
  const whole = KEPT_WHOLE.flatMap((name) => (typeof context[name] === 'string' ? [[name, context[name]] as const] : []))
  return Object.fromEntries([...parts, ...whole])
}
