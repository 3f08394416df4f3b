import { refused } from '#core/errors'

/** Why a port cannot be listened on, in words for whoever started us; what is something else stays as it is. */
export function portRefusal(error: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE') return refused('core.port_in_use', { host, port })
  if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(code)) return refused('core.port_not_allowed', { host, port, reason: code })
  return error
}
