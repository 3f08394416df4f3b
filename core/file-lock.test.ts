import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#core/errors'
import { takeFileLock, waitForFileLock } from '#core/file-lock'
import { lockInstance } from '#core/instance-lock'

const folder = () => mkdtempSync(join(tmpdir(), 'bazgasht-lock-'))

/** Another process that takes the lock, says so, and stays. */
async function holderOf(path: string) {
  const source = `
    import { takeFileLock } from ${JSON.stringify(new URL('./file-lock.ts', import.meta.url).href)}
    console.log(takeFileLock(${JSON.stringify(path)}, 'exclusive') ? 'held' : 'refused')
    setInterval(() => {}, 1000)`
  const child = spawn('node', ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = await once(child.stdout, 'data')
  return { child, said: String(said).trim() }
}

test('one exclusive holder keeps everybody else out until it lets go', () => {
  const path = join(folder(), 'a.lock')
  const first = takeFileLock(path, 'exclusive')
  expect(takeFileLock(path, 'exclusive')).toBeNull()
  expect(takeFileLock(path, 'shared')).toBeNull()
  first?.release()
  expect(takeFileLock(path, 'exclusive')).not.toBeNull()
})

test('shared holders stand beside each other and keep an exclusive one out', () => {
  const path = join(folder(), 'a.lock')
  const locks = [takeFileLock(path, 'shared'), takeFileLock(path, 'shared')]
  expect(locks).not.toContain(null)
  expect(takeFileLock(path, 'exclusive')).toBeNull()
  for (const lock of locks) lock?.release()
  expect(takeFileLock(path, 'exclusive')).not.toBeNull()
})

test('kill -9 of the holder frees the lock', async () => {
  const path = join(folder(), 'a.lock')
  const { child, said } = await holderOf(path)
  expect(said).toBe('held')
  expect(takeFileLock(path, 'exclusive')).toBeNull()
  child.kill('SIGKILL')
  expect(await waitForFileLock(path, 'exclusive', 5_000)).not.toBeNull()
})

test('a second server on one data folder is told who the first one is', () => {
  const data = folder()
  lockInstance(data)
  try {
    lockInstance(data)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'core.already_running', details: { process: String(process.pid) } })
  }
})
