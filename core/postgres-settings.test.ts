import { expect, test } from 'vitest'
import { sharedBuffersMegabytes } from '#core/postgres-settings'

const GB = 1024 ** 3

test('PostgreSQL keeps more pages at hand on larger machines, within bounds.', () => {
  expect(sharedBuffersMegabytes(1 * GB)).toBe(128)
  expect(sharedBuffersMegabytes(4 * GB)).toBe(256)
  expect(sharedBuffersMegabytes(64 * GB)).toBe(1024)
})
