import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { zipInto } from '#core/zip'

test('an archive is what other programs unpack, names in any language, contents in any number of pieces', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bazgasht-zip-'))
  const path = join(folder, 'a.zip')
  try {
    const file = await open(path, 'w')
    const zip = zipInto(file, new Date('2026-03-21T09:00:00Z'))
    const pieces = Array.from({ length: 300 }, (_, k) => Buffer.from(`line ${k}\n`.repeat(100)))
    expect(await zip.add('tables/orders.jsonl', pieces)).toBe(Buffer.concat(pieces).length)
    await zip.add('راهنما.txt', [Buffer.from('سلام')])
    await zip.add('empty', [])
    const size = await zip.finish()
    expect((await file.stat()).size).toBe(size)
    await file.close()
    const program =
      'import sys, zipfile, hashlib; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip()); [print(n, len(z.read(n))) for n in z.namelist()]; print(z.read(z.namelist()[1]).decode())'
    const { stdout } = await promisify(execFile)('python3', ['-c', program, path], { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
    expect(stdout.trim().split('\n')).toEqual([
      'None',
      `tables/orders.jsonl ${Buffer.concat(pieces).length}`,
      'راهنما.txt 8',
      'empty 0',
      'سلام',
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
