import { BlockList, isIP } from 'node:net'

/** Whose word is believed about where a request came from: a number of proxies in a row, or the addresses of proxies. */
export type TrustedProxies = number | readonly string[]

/** Names of ranges, as @fastify/proxy-addr knows them. */
const RANGES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])
const MOST_HOPS = 10

/** What `TRUST_PROXY` asks for: null for nobody, undefined when it cannot be understood. */
export function readTrustedProxies(text: string | undefined): TrustedProxies | null | undefined {
  const wanted = text?.trim()
  if (!wanted || wanted === '0') return null
  if (/^\d+$/.test(wanted)) return Number(wanted) <= MOST_HOPS ? Number(wanted) : undefined
  const addresses = wanted.split(',').map((each) => each.trim())
  return addresses.every(isAddress) ? addresses : undefined
}

/** The same, as Fastify takes it. */
export function fastifyTrust(trusted: TrustedProxies | null): false | string[] | ((address: string, hop: number) => boolean) {
  if (trusted === null) return false
  // Counting alone would believe whoever connects directly, so the nearest proxy must stand in a network of our own.
  if (typeof trusted === 'number') return (address, hop) => hop < trusted && (hop > 0 || isNear(address))
  return [...trusted]
}

/** An address, or a range of them: `10.0.0.0/8`. */
function isAddress(text: string): boolean {
  if (RANGES.has(text)) return true
  const [address = '', bits, more] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (kind === 4 ? 32 : 128))
}

const NEAR = new BlockList()
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  NEAR.addSubnet(net, bits, 'ipv4')
}
NEAR.addAddress('::1', 'ipv6')
NEAR.addSubnet('fc00::', 7, 'ipv6')
NEAR.addSubnet('fe80::', 10, 'ipv6')

/** An address of this machine or of a private network. BlockList knows IPv4 inside IPv6 by itself. */
function isNear(address: string): boolean {
  const kind = isIP(address)
  return kind !== 0 && NEAR.check(address, kind === 4 ? 'ipv4' : 'ipv6')
}
