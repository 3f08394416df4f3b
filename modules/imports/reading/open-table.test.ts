import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { fileOf, zipOf } from './make-files.ts'
import { openTable } from './open-table.ts'
import { tokeniser } from './tokenise.ts'

async function readAll(path: string) {
  const table = await openTable(path)
  const rows: string[][] = []
  const lines: number[] = []
  for await (const batch of table.batches()) {
    for (const [index, row] of batch.rows.entries()) {
      rows.push([...row])
      lines.push(batch.lines[index] ?? 0)
    }
  }
  return { table, rows, lines }
}

const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with BOM': (text: string) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16le with BOM': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  'utf-16be with BOM': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1256': windows1256,
}

function windows1256(text: string): Buffer {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1256').decode(Uint8Array.of(byte)), byte]))
  return Buffer.from(Array.from(text, (letter) => table.get(letter) ?? 63))
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes('"') || cell.includes(delimiter) || /[\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const cellText = fc.oneof(
  fc.constantFrom('سارا', 'رضا پور', 'قند "سبز"', 'a;b', 'c,d', 'e\tf', 'g|h', 'two\nlines', 'two\r\nlines', '12,50', ''),
  fc.stringMatching(/^[a-z0-9 ]{0,8}$/),
)

test('any table comes back the same from every encoding, delimiter and line end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(ENCODERS)),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.tuple(cellText, cellText, cellText), { minLength: 1, maxLength: 12 }),
      async (encode, delimiter, lineEnd, rows) => {
        const table = [['number', 'name', 'شرح'], ...rows].map((row, index) => [String(index), '2019-01-05', '1', ...row])
        const text = table.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter)).join(lineEnd)
        expect((await readAll(fileOf(encode(text)))).rows).toEqual(table)
      },
    ),
    { numRuns: 150 },
  )
})

test('rows do not depend on where the file is cut into pieces', () => {
  const text = 'a,b\r\n"x ""y""\r\nz",2\r\n\r\n3,"4"\n5,6'
  const whole = tokeniser(',')(text, true)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 6 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const take = tokeniser(',')
      const batches = at.slice(1).map((end, index) => take(text.slice(at[index], end), false))
      batches.push(take('', true))
      expect(batches.flatMap((batch) => batch.rows)).toEqual(whole.rows)
      expect(batches.flatMap((batch) => [...batch.lines])).toEqual([1, 2, 4, 5, 6])
    }),
  )
})

test('columns apart by runs of blanks are read, with a blank before each line', async () => {
  const { table, rows } = await readAll(
    fileOf(' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00002 19970112  1   12.00\r\n'),
  )
  expect(table.delimiter).toBe(' ')
  expect(rows[1]).toEqual(['00001', '19970101', '1', '11.77'])
})

test("Excel's sep line names the delimiter and is no row", async () => {
  const { table, rows, lines } = await readAll(fileOf('sep=;\r\nname;amount\r\nSara, Ltd;12\r\n'))
  expect(table.delimiter).toBe(';')
  expect(rows).toEqual([
    ['name', 'amount'],
    ['Sara, Ltd', '12'],
  ])
  expect(lines).toEqual([2, 3])
})

test('titles above the table are passed over', async () => {
  const { rows, lines } = await readAll(
    fileOf('گزارش فروش,,,\n,,,\nمشتری,تاریخ,شماره,مبلغ\nسارا,1398/01/05,1,10\nعلی,1398/01/06,2,20\nسارا,1398/01/07,3,20\n'),
  )
  expect(rows[0]).toEqual(['مشتری', 'تاریخ', 'شماره', 'مبلغ'])
  expect(lines[0]).toBe(3)
})

test('a quote that is never closed costs its own line, not the file', async () => {
  const { rows } = await readAll(fileOf('a,b\n1,"open\n2,x\n3,y\n'))
  expect(rows[1]?.[0]?.length).toBeGreaterThan(10_000)
  expect(rows.slice(2)).toEqual([
    ['2', 'x'],
    ['3', 'y'],
  ])
})

test('a line of megabytes is one overlong row', async () => {
  const { rows, lines } = await readAll(fileOf(`a,b\n1,2\n${'x'.repeat(3_000_000)}\n3,4\n`))
  expect(rows).toHaveLength(4)
  expect(rows[2]?.[0]?.length).toBe(10_001)
  expect([rows[3], lines[3]]).toEqual([['3', '4'], 4])
})

test('gzip and zip are opened, and what a Mac adds is ignored', async () => {
  const csv = Buffer.from('a,b\n1,2\n')
  const zipped = zipOf([
    { name: '__MACOSX/._orders.csv', bytes: Buffer.from('x') },
    { name: 'orders.csv', bytes: csv },
    { name: '.DS_Store', bytes: csv },
  ])
  expect((await readAll(fileOf(gzipSync(csv), 'orders.csv.gz'))).rows).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  const { table, rows } = await readAll(fileOf(zipped, 'orders.zip'))
  expect([table.compression, rows.length]).toEqual(['zip', 2])
})

test('a workbook is read from its first sheet with rows, dates as ISO text', async () => {
  const bytes = await writeXlsx({
    sheets: [
      { name: 'خالی', rows: [] },
      {
        name: 'Orders',
        rows: [
          ['id', 'date', 'name', 'total'],
          [17850, new Date(Date.UTC(2021, 0, 1, 12)), 'سارا', 2.5],
          [1, new Date(Date.UTC(2021, 0, 2)), null, null],
        ],
      },
    ],
  })
  const { table, rows, lines } = await readAll(fileOf(Buffer.from(bytes), 'orders.xlsx'))
  expect(table.format).toBe('xlsx')
  expect(table.sheet).toBe('Orders')
  expect(rows).toEqual([
    ['id', 'date', 'name', 'total'],
    ['17850', '2021-01-01 12:00:00', 'سارا', '2.5'],
    ['1', '2021-01-02', '', ''],
  ])
  expect(lines).toEqual([1, 2, 3])
})

test.each([
  ['imports.empty_file', Buffer.alloc(0)],
  ['imports.empty_file', Buffer.from('\n\n  \n')],
  ['imports.empty_file', gzipSync('')],
  ['imports.one_column', Buffer.from('name\nSara\nAli\n')],
  ['imports.not_a_table', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))],
  ['imports.not_a_table', Buffer.from('%PDF-1.7\n1 0 obj, 2\n')],
  ['imports.not_a_table', Buffer.from('<!DOCTYPE html><p>a,b')],
  ['imports.damaged_archive', gzipSync('a,b\n1,2\n'.repeat(100)).subarray(0, 25)],
  ['imports.damaged_archive', zipOf([{ name: 'a.csv', bytes: Buffer.from('a,b\n1,2') }]).subarray(0, 60)],
  ['imports.encrypted_archive', zipOf([{ name: 'a.csv', bytes: Buffer.from('a,b\n1,2'), encrypted: true }])],
  ['imports.several_files', zipOf(['a.csv', 'b.csv'].map((name) => ({ name, bytes: Buffer.from('a,b\n1,2') })))],
  ['imports.empty_archive', zipOf([])],
  ['imports.archive_too_large', zipOf([{ name: 'a.csv', bytes: Buffer.from('a,b\n1,2'), claimedBytes: 4_000_000_000 }])],
  ['imports.old_or_locked_workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
])('a file that is no table is refused: %s', async (code, bytes) => {
  await expect(readAll(fileOf(bytes))).rejects.toMatchObject({ code })
})

test('an archive that grows without end is refused while it is unpacked', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from('a,b\n'), Buffer.alloc(100 << 20, '1')]))
  await expect(readAll(fileOf(bomb, 'bomb.csv.gz'))).rejects.toMatchObject({ code: 'imports.archive_too_large' })
})
