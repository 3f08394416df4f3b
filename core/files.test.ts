import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { filesIn } from '#core/files'

const files = filesIn(mkdtempSync(join(tmpdir(), 'bazgasht-files-')))

test('a file is written whole, from text, bytes or a stream', async () => {
  expect(readFileSync(await files.write('imports', 'a.csv', 'one'), 'utf8')).toBe('one')
  expect(readFileSync(await files.write('imports', 'a.csv', new Uint8Array([50])), 'utf8')).toBe('2')
  expect(readFileSync(await files.write('imports', 'a.csv', Readable.from(['thr', 'ee'])), 'utf8')).toBe('three')
})

test('a stream that breaks leaves the old file and nothing beside it', async () => {
  const path = await files.write('broken', 'b.csv', 'old')
  const breaking = Readable.from(
    (async function* () {
      yield 'new'
      throw new Error('cut')
    })(),
  )
  await expect(files.write('broken', 'b.csv', breaking)).rejects.toThrow('cut')
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(dirname(path))).toEqual(['b.csv'])
})

test('no name leads out of the data folder', () => {
  for (const name of ['../secret', 'a/b', '.hidden', '', 'a\0b', '..']) expect(() => files.path('imports', name)).toThrow()
  expect(() => files.path('..', 'a')).toThrow()
})
