import { buffer, text } from 'node:stream/consumers'
import { readXlsx } from 'hucre/xlsx'
import { expect, test, vi } from 'vitest'
import { tableFile } from '#core/export'
import { repeatedCell } from '#pure/csv-cells'

const csv = (rows: (string | number | null)[][]) => text(tableFile('csv', { name: 'customers', headings: ['نام', 'Amount'], rows }).stream)

test('a CSV file opens in spreadsheets: byte order mark, CRLF, quotes doubled', async () => {
  expect(
    await csv([
      ['Sara, "the first"', 12.5],
      ['two\nlines', null],
    ]),
  ).toBe('\uFEFFنام,Amount\r\n"Sara, ""the first""",12.5\r\n"two\nlines",\r\n')
})

test.each(['=1+1', '+98912', '-1', '@sum', '\tx', '\rx', '\nx', '＝1+1', '＋1', '－1', '＠sum'])(
  'text that begins like a formula (%j) is not run as one',
  async (cell) => {
    expect(await csv([[cell, 1]])).toMatch(new RegExp(`\r\n"?'${RegExp.escape(cell)}`))
  },
)

test('what a file said is repeated with its signed numbers, and runs no formula', () => {
  expect(['-5', '+98 912', '-1+cmd', '=1', '＝1', 'a,b'].map(repeatedCell)).toEqual(['-5', '+98 912', "'-1+cmd", "'=1", "'＝1", '"a,b"'])
})

test('a negative number stays a number', async () => {
  expect(await csv([['x', -5]])).toContain('x,-5\r\n')
})

test('an XLSX file keeps text, numbers and empty cells apart', async () => {
  const { stream, fileName } = tableFile('xlsx', {
    name: 'customers',
    headings: ['نام', 'n'],
    rows: [
      ['=1+1 \u0001<&>', -5],
      [null, 7],
    ],
  })
  const book = await readXlsx(new Uint8Array(await buffer(stream)))
  expect(fileName).toBe('customers.xlsx')
  expect(book.sheets[0]?.rows).toEqual([
    ['نام', 'n'],
    ['=1+1 <&>', -5],
    [null, 7],
  ])
})

test('rows are pulled only as fast as the file is read', async () => {
  let pulled = 0
  const rows = (function* () {
    for (;;) yield [String(pulled++), 1]
  })()
  const { stream } = tableFile('csv', { name: 'x', headings: ['a', 'b'], rows })
  stream.read()
  await new Promise((done) => setTimeout(done, 20))
  stream.destroy()
  expect(pulled).toBeLessThan(1_000_000)
})

test.each(['csv', 'xlsx'] as const)('a download that is given up (%s) lets go of its rows', async (format) => {
  let letGo = false
  const rows = (async function* () {
    try {
      for (let n = 0; ; n++) yield [`row ${n} ${Math.random()}`, n]
    } finally {
      letGo = true
    }
  })()
  const { stream } = tableFile(format, { name: 'x', headings: ['a', 'b'], rows })
  await new Promise((done) => stream.once('data', done))
  stream.destroy()
  await vi.waitFor(() => expect(letGo).toBe(true), { timeout: 5_000 })
})
