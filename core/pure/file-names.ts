const LONGEST = 200

/**
 * A file's name as it may be shown to people and kept: without folders, characters that steer a terminal or a header, and those that turn the direction of
 * reading about, by which `gpj.exe` passes for a picture.
 */
export function plainFileName(name: string): string {
  const bare = name.replace(/^.*[/\\]/s, '').replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu, '')
  return [...bare.toWellFormed()].slice(0, LONGEST).join('').trim() || 'file'
}

/** The Content-Disposition by which a browser saves an answer under this name (RFC 6266, RFC 8187). */
export function savedAs(name: string): string {
  const plain = plainFileName(name)
  const encoded = encodeURIComponent(plain).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain.replace(/[^A-Za-z0-9._-]/g, '_')}"; filename*=UTF-8''${encoded}`
}
