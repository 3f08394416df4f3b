import { expect, test } from 'vitest'
import { groupsOf, networkOf } from './network.ts'

test.each([
  ['203.0.113.77', '203.0.113.77'],
  ['::ffff:203.0.113.77', '203.0.113.77'],
  ['2001:db8:85a3:1:2:3:4:5', '2001:db8:85a3:1::/64'],
  ['2001:DB8:85a3:0001::9', '2001:db8:85a3:1::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['nonsense', 'nonsense'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test.each(['', '1:2:3', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::8:9', 'g::1', '12345::'])('%j is no long address', (address) => {
  expect(groupsOf(address)).toBeNull()
})
