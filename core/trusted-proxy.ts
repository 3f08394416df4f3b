import { BlockList, isIP } from 'node:net'

/** Whose word is believed about where a request came from: a number of proxies in a row, or the addresses of proxies. */
export type TrustedProxies = number | readonly string[]

/** Whether the address, which is so many steps before us, is a proxy to be believed. */
export type Trusts = (address: string, hop: number) => boolean

const RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
/** This machine, private networks, and the addresses that providers give to machines behind their own (RFC 6598). */
const NEAR = [...Object.values(RANGES).flat(), '100.64.0.0/10']
const MOST_HOPS = 10

/** What `TRUST_PROXY` asks for: null for nobody, undefined when it cannot be understood. */
export function readTrustedProxies(text: string | undefined): TrustedProxies | null | undefined {
  const wanted = text?.trim()
  if (!wanted || wanted === '0') return null
  if (/^\d+$/.test(wanted)) return Number(wanted) <= MOST_HOPS ? Number(wanted) : undefined
  const addresses = wanted.split(',').flatMap((each) => RANGES[each.trim()] ?? [each.trim()])
  return addresses.every(isRange) ? addresses : undefined
}

/** The same as a question; null when nobody is believed. */
export function trustsOf(trusted: TrustedProxies | null): Trusts | null {
  if (trusted === null) return null
  const isAmong = matcherOf(typeof trusted === 'number' ? NEAR : trusted)
  // Counting alone would believe whoever connects directly, so the nearest proxy must stand in a network of our own.
  if (typeof trusted === 'number') return (address, hop) => hop < trusted && (hop > 0 || isAmong(address))
  return isAmong
}

/** An address, or a range of them: `10.0.0.0/8`. Not all of the world. */
function isRange(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (kind === 4 ? 32 : 128))
}

/** BlockList finds IPv4 inside IPv6 by itself. */
function matcherOf(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const kind = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    list.addSubnet(address, bits === undefined ? (kind === 'ipv4' ? 32 : 128) : Number(bits), kind)
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}
