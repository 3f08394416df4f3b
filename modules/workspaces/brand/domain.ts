/** Kinds of pictures that every browser shows and that cannot carry a script. */
export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp'

export interface Picture {
  readonly type: LogoType
  readonly width: number
  readonly height: number
}

export type LogoRefusal =
  | 'workspaces-brand.logo_svg'
  | 'workspaces-brand.logo_type'
  | 'workspaces-brand.logo_broken'
  | 'workspaces-brand.logo_pixels'

/** No logo weighs more. */
export const LOGO_BYTES = 512_000
/** A small file may unpack into a picture that fills a browser's memory. */
const MOST_PIXELS = 4096

/** What a file is by its own bytes, whatever it is called, or why it cannot be a logo. */
export function pictureIn(bytes: Uint8Array): Picture | LogoRefusal {
  const type = typeOf(bytes)
  if (type === null)
    return /^\s*(?:<\?xml|<!--|<!doctype svg|<svg)/i.test(latin(bytes, 0, 200)) ? 'workspaces-brand.logo_svg' : 'workspaces-brand.logo_type'
  const size = SIZES[type](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!size || size.width === 0 || size.height === 0) return 'workspaces-brand.logo_broken'
  return size.width > MOST_PIXELS || size.height > MOST_PIXELS ? 'workspaces-brand.logo_pixels' : { type, ...size }
}

interface Size {
  readonly width: number
  readonly height: number
}

function typeOf(bytes: Uint8Array): LogoType | null {
  if (latin(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'image/png'
  if (latin(bytes, 0, 3) === '\u00ff\u00d8\u00ff') return 'image/jpeg'
  return latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 4) === 'WEBP' ? 'image/webp' : null
}

const SIZES: Readonly<Record<LogoType, (view: DataView) => Size | null>> = {
  'image/png': pngSize,
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
}

/** The header chunk comes first (PNG, third edition, 11.2.1). */
function pngSize(view: DataView): Size | null {
  if (view.byteLength < 33 || view.getUint32(12) !== 0x49484452) return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Segments up to the first frame header, which tells the size (ITU T.81, B.2.2). */
function jpegSize(view: DataView): Size | null {
  for (let at = 2; at + 9 < view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** Lossy, lossless and extended files tell it in three ways (RFC 9649, 2.5–2.7). */
function webpSize(view: DataView): Size | null {
  if (view.byteLength < 30) return null
  const kind = view.getUint32(12)
  if (kind === 0x56503820) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind === 0x5650384c) {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (kind !== 0x56503858) return null
  return { width: 1 + threeBytes(view, 24), height: 1 + threeBytes(view, 27) }
}

function threeBytes(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000
}

function latin(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}
