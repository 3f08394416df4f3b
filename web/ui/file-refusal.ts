/** Why a file is not taken, as a message key under "drop"; null when it is. */
export type FileRefusal = 'wrongKind' | 'tooLarge' | 'empty' | null

/** Judges a chosen file by its name and size; what is inside is the server's to judge. */
export function refusalOf(
  file: { readonly name: string; readonly size: number },
  accept: readonly string[],
  maxBytes: number,
): FileRefusal {
  const name = file.name.toLowerCase()
  if (accept.length > 0 && !accept.some((ending) => name.endsWith(ending.toLowerCase()))) return 'wrongKind'
  if (file.size === 0) return 'empty'
  return file.size > maxBytes ? 'tooLarge' : null
}

/** A size in the largest unit that leaves a number of at least one. */
export function sizeOf(bytes: number): { readonly unit: 'bytes' | 'kb' | 'mb' | 'gb'; readonly value: number } {
  if (bytes < 1000) return { unit: 'bytes', value: bytes }
  if (bytes < 1e6) return { unit: 'kb', value: bytes / 1e3 }
  return bytes < 1e9 ? { unit: 'mb', value: bytes / 1e6 } : { unit: 'gb', value: bytes / 1e9 }
}
