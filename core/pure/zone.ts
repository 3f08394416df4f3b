/**
 * Instants and local days. A time zone's offset is asked of Intl once for every eight hours that occur and
 * remembered, so that ten million instants cost a table look-up each.
 */
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The offset of local time from UTC, in ms, for the zone: positive east of Greenwich. */
export function offsetAt(epochMs: number, timeZone: string): number {
  const zone = zoneOf(timeZone)
  const hour = Math.floor(epochMs / HOUR_MS)
  const known = zone.offsets.get(hour >> 3)
  if (known !== undefined && !Number.isNaN(known)) return known
  return known === undefined ? rememberOffset(zone, hour >> 3, epochMs) : askOffset(zone.format, epochMs)
}

/** Whole local days since 1970-01-01 at this instant. */
export function dayOf(epochMs: number, timeZone: string): number {
  return Math.floor((epochMs + offsetAt(epochMs, timeZone)) / DAY_MS)
}

/** The instant (ms since 1970) at which a local wall-clock time happens; the first of two when the clock goes back, the later when it skips. */
export function instantOf(day: number, msOfDay: number, timeZone: string): number {
  const wall = day * DAY_MS + msOfDay
  const guess = wall - offsetAt(wall, timeZone)
  const before = wall - offsetAt(guess - 3 * HOUR_MS, timeZone)
  if (before + offsetAt(before, timeZone) === wall) return before
  const after = wall - offsetAt(guess + 3 * HOUR_MS, timeZone)
  return after + offsetAt(after, timeZone) === wall ? after : before
}

/** The instant at which a local day begins. */
export function instantOfDay(day: number, timeZone: string): number {
  return instantOf(day, 0, timeZone)
}

/** True when Intl knows the zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** Offset per block of eight hours; NaN where the offset changes inside the block. */
  readonly offsets: Map<number, number>
}

const zones = new Map<string, Zone>()

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const zone = { format, offsets: new Map<number, number>() }
  zones.set(timeZone, zone)
  return zone
}

function rememberOffset(zone: Zone, block: number, epochMs: number): number {
  const start = askOffset(zone.format, block * 8 * HOUR_MS)
  const end = askOffset(zone.format, (block + 1) * 8 * HOUR_MS - 1000)
  zone.offsets.set(block, start === end ? start : Number.NaN)
  return start === end ? start : askOffset(zone.format, epochMs)
}

function askOffset(format: Intl.DateTimeFormat, epochMs: number): number {
  const found: Record<string, number> = {}
  let beforeChrist = false
  for (const { type, value } of format.formatToParts(epochMs)) {
    if (type === 'era') beforeChrist = value.startsWith('B')
    else found[type] = Number(value)
  }
  const year = beforeChrist ? 1 - (found['year'] ?? 0) : (found['year'] ?? 0)
  const wall = new Date(0)
  wall.setUTCFullYear(year, (found['month'] ?? 1) - 1, found['day'] ?? 1)
  wall.setUTCHours(found['hour'] ?? 0, found['minute'] ?? 0, found['second'] ?? 0)
  return wall.getTime() - Math.floor(epochMs / 1000) * 1000
}
