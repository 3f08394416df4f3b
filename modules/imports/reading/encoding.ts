import { StringDecoder } from 'node:string_decoder'
import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256'

/** The encoding of a file that begins with these bytes; `whole` tells that there are no others. */
export function detectEncoding(head: Buffer, whole: boolean): { readonly encoding: Encoding; readonly bom: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 }
  const wide = wideEncoding(head)
  if (wide) return { encoding: wide, bom: 0 }
  return { encoding: isUtf8(whole ? head : head.subarray(0, characterEnd(head))) ? 'utf-8' : 'windows-1256', bom: 0 }
}

/** Turns chunks of bytes into text, keeping characters that lie across two chunks; call with no chunk at the end. */
export function textDecoder(encoding: Encoding, bom: number): (chunk?: Buffer) => string {
  let skip = bom
  const decode = decoderOf(encoding)
  return (chunk) => {
    if (!chunk) return decode()
    const used = skip > 0 ? chunk.subarray(skip) : chunk
    skip = Math.max(0, skip - chunk.length)
    return decode(used)
  }
}

function decoderOf(encoding: Encoding): (chunk?: Buffer) => string {
  if (encoding === 'windows-1256') {
    const decoder = new TextDecoder('windows-1256')
    return (chunk) => (chunk ? decoder.decode(chunk) : '')
  }
  const decoder = new StringDecoder(encoding === 'utf-8' ? 'utf8' : 'utf16le')
  if (encoding !== 'utf-16be') return (chunk) => (chunk ? decoder.write(chunk) : decoder.end())
  let odd: Buffer = Buffer.alloc(0)
  return (chunk) => {
    if (!chunk) return decoder.end()
    const bytes = Buffer.concat([odd, chunk])
    const even = bytes.length & ~1
    odd = bytes.subarray(even)
    return decoder.write(Buffer.from(bytes.subarray(0, even)).swap16())
  }
}

/**
 * UTF-16 without a mark: in tables blanks, digits, delimiters and line ends are so frequent that one of each two bytes is often zero,
 * and Persian letters put 06 there instead.
 */
function wideEncoding(head: Buffer): Encoding | null {
  const length = Math.min(head.length & ~1, 4096)
  if (length < 4) return null
  let evenZeros = 0
  let oddZeros = 0
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros++
    if (head[i + 1] === 0) oddZeros++
  }
  const pairs = length / 2
  if (oddZeros > pairs * 0.1 && evenZeros < pairs * 0.02) return 'utf-16le'
  return evenZeros > pairs * 0.1 && oddZeros < pairs * 0.02 ? 'utf-16be' : null
}

/** Where the last whole UTF-8 character of a cut-off sample ends. */
function characterEnd(head: Buffer): number {
  let end = head.length
  while (end > 0 && head.length - end < 3 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end--
  return end > 0 && (head[end - 1] ?? 0) >= 0xc0 ? end - 1 : head.length
}
