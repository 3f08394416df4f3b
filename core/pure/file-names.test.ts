import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainFileName, savedAs } from './file-names.ts'

test.each([
  ['فهرست ۱.csv', 'فهرست ۱.csv'],
  ['می‌خواهم.csv', 'می‌خواهم.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\sara\\orders.csv', 'orders.csv'],
  ['a\r\nSet-Cookie: x=1', 'aSet-Cookie: x=1'],
  ['line\n../break.csv', 'break.csv'],
  ['orders\0.csv', 'orders.csv'],
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['\u2066\u200F.csv', '.csv'],
  ['half \ud800.csv', 'half \ufffd.csv'],
  ['/', 'file'],
  ['', 'file'],
])('the file name %j is shown as %j', (name, shown) => {
  expect(plainFileName(name)).toBe(shown)
})

test('whatever a file is called, its header has one line, one name and no end in between', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(savedAs(name)).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.!~%-]+$/)
    }),
    { numRuns: 50 },
  )
})
