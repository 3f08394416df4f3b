import { groupsOf, v4In } from './network.ts'

const DOTS = '•••'

/** An e-mail address of which only the first letter and the domain are seen: enough to tell two apart, too little to write to. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return DOTS
  return `${[...email][0]}${DOTS}${email.slice(at)}`
}

/** A phone number of which only the beginning and the last two digits are seen. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '')
  return digits.length < 8 ? DOTS : `${digits.slice(0, 3)}${DOTS}${digits.slice(-2)}`
}

/** The network of an internet address, without the part that tells its computers apart; null for what is no address. */
export function maskAddress(address: string): string | null {
  const v4 = v4In(address)
  if (v4) return v4.replace(/\d+$/, '0')
  const groups = groupsOf(address)
  return groups && `${groups.slice(0, 3).join(':')}::`
}
