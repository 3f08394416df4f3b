import { expect, test } from 'vitest'
import { openSealed, seal } from '#core/sealed'

const SECRET = 'a secret of at least thirty-two letters'

test('A sealed text is read again only with the same secret and in its own place', () => {
  const sealed = seal(SECRET, 'shops 1', 'کلید cs_123')
  expect(openSealed(SECRET, 'shops 1', sealed)).toBe('کلید cs_123')
  expect(openSealed(SECRET, 'shops 2', sealed)).toBe(null)
  expect(openSealed(`${SECRET}!`, 'shops 1', sealed)).toBe(null)
  expect(sealed).not.toContain('cs_123')
})

test('The same text looks different each time, and a changed byte breaks the seal', () => {
  const sealed = seal(SECRET, 'shops 1', 'key')
  expect(seal(SECRET, 'shops 1', 'key')).not.toBe(sealed)
  for (let at = 0; at < Buffer.from(sealed, 'base64url').length; at++) {
    const bytes = Buffer.from(sealed, 'base64url')
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    expect(openSealed(SECRET, 'shops 1', bytes.toString('base64url'))).toBe(null)
  }
  expect(openSealed(SECRET, 'shops 1', '')).toBe(null)
})
