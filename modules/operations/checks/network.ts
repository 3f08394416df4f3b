import type { Finding } from '../api.ts'
import { finding, reasonOf, type Check } from './check.ts'
import type { Settings } from '#core/config'

/** Whether something answers at our own port, and whether that is Bazgasht. */
export const portCheck: Check = {
  name: 'port',
  look: async ({ settings: { host, port } }) => {
    const details = { host, port: String(port) }
    const answer = await answerOf(`http://${urlHost(host)}:${port}`)
    if (answer === 'ours') return [finding('ok', 'port', 'port_answers', details)]
    if (answer === 'ECONNREFUSED') return [finding('ok', 'port', 'port_free', details)]
    return [finding('bad', 'port', answer === 'other' ? 'port_taken' : 'port_silent', details)]
  },
}

/** Whether the address that people type leads here, and over TLS. */
export const addressCheck: Check = {
  name: 'address',
  look: async ({ settings }): Promise<Finding[]> => {
    const { publicUrl } = settings
    if (publicUrl === null || isLocal(publicUrl)) return [finding('ok', 'address', 'address_local')]
    const { host, protocol } = new URL(publicUrl)
    const plain = protocol === 'http:' ? [finding('warn', 'address', 'address_plain', { host })] : []
    const answer = await answerOf(publicUrl)
    if (answer === 'ours') return plain.length > 0 ? plain : [finding('ok', 'address', 'address_ok', { host })]
    if (answer === 'other') return [...plain, finding('bad', 'address', 'address_other', { host })]
    return [...plain, finding('warn', 'address', 'address_unreachable', { host, reason: answer })]
  },
}

/** Whether TRUST_PROXY fits how people come in. */
export const proxyCheck: Check = {
  name: 'proxy',
  look: ({ settings }): Finding[] => {
    const { publicUrl, trustProxy, host } = settings
    const hasProxy = publicUrl !== null && !isLocal(publicUrl)
    if (trustProxy === null) return [hasProxy ? finding('warn', 'proxy', 'proxy_unset') : finding('ok', 'proxy', 'proxy_none')]
    const isOpen = typeof trustProxy === 'number' && !isLoopback(host)
    return [isOpen ? finding('warn', 'proxy', 'proxy_counts', { host }) : finding('ok', 'proxy', 'proxy_ok')]
  },
}

/** 'ours', 'other', or the system's word for why nothing answers. */
async function answerOf(base: string): Promise<string> {
  try {
    const answer = await fetch(new URL('/healthz', base), { signal: AbortSignal.timeout(4_000), redirect: 'manual' })
    const text = (await answer.text()).slice(0, 200)
    return answer.status === 200 && /^\{"ok":(?:true|false)/.test(text) ? 'ours' : 'other'
  } catch (error) {
    return reasonOf(error instanceof Error && error.cause instanceof Error ? error.cause : error)
  }
}

const isLoopback = (host: string) => /^(?:localhost|127\.|\[?::1\]?$)/.test(host)

const isLocal = (url: Settings['publicUrl']) => url === null || isLoopback(new URL(url).hostname)

/** An address to call: a wildcard is reached on this machine, and IPv6 stands in brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
