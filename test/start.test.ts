import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { addressOf } from '#core/postgres-door'
import { dataFolder, eventually, freePort, isAlive, postgresPid, run, serve, statusOf } from '#test/process'

// Real starts, several of them in each test: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 })

/** One line, exit code 1, and nothing that looks like a stack trace. */
async function refusal(started: ReturnType<typeof run>): Promise<string> {
  expect(await started.ended).toBe(1)
  const said = started.said().trim()
  expect(said.split('\n')).toHaveLength(1)
  return said
}

test('a start on an empty folder serves, and SIGTERM ends it and PostgreSQL', async () => {
  const folder = dataFolder()
  const { child, ended, url } = await serve(folder)
  expect(await statusOf(`${url}/readyz`)).toBe(200)
  const pid = postgresPid(folder) ?? 0
  expect(isAlive(pid)).toBe(true)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(isAlive(pid)).toBe(false)
})

test('after kill -9 of Node the next start takes over the PostgreSQL that still runs', async () => {
  const folder = dataFolder()
  const first = await serve(folder)
  const pid = postgresPid(folder)
  first.child.kill('SIGKILL')
  await first.ended
  const second = await serve(folder)
  expect(postgresPid(folder)).toBe(pid)
  expect(await statusOf(`${second.url}/readyz`)).toBe(200)
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(isAlive(pid ?? 0)).toBe(false)
})

test('after kill -9 of both the next start recovers', async () => {
  const folder = dataFolder()
  const first = await serve(folder)
  process.kill(postgresPid(folder) ?? 0, 'SIGKILL')
  first.child.kill('SIGKILL')
  await first.ended
  const second = await serve(folder)
  expect(await statusOf(`${second.url}/readyz`)).toBe(200)
})

test('after kill -9 of PostgreSQL the running server starts it again', async () => {
  const folder = dataFolder()
  const { url, said } = await serve(folder)
  const pid = postgresPid(folder) ?? 0
  process.kill(pid, 'SIGKILL')
  await eventually(() => said().includes('PostgreSQL is running again') || postgresPid(folder) !== pid)
  await eventually(async () => (await statusOf(`${url}/readyz`)) === 200)
  expect(said()).toContain('PostgreSQL ended unexpectedly')
  expect(postgresPid(folder)).not.toBe(pid)
})

test('a start that is interrupted leaves no PostgreSQL behind', async () => {
  const folder = dataFolder()
  const { child, ended } = run(['app/main.ts'], { BAZGASHT_DATA: folder, PORT: String(await freePort()) })
  await eventually(() => postgresPid(folder) !== null)
  const pid = postgresPid(folder) ?? 0
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(isAlive(pid)).toBe(false)
})

test('a command works beside the server and leaves it PostgreSQL', async () => {
  const folder = dataFolder()
  const { url } = await serve(folder)
  const command = run(['app/cli.ts', 'migrate'], { BAZGASHT_DATA: folder })
  expect(await command.ended).toBe(0)
  expect(command.said()).toContain('up to date')
  expect(await statusOf(`${url}/readyz`)).toBe(200)
})

test('a second server on the same folder is refused in one line', async () => {
  const folder = dataFolder()
  const { child } = await serve(folder)
  const said = await refusal(run(['app/main.ts'], { BAZGASHT_DATA: folder, PORT: String(await freePort()) }))
  expect(said).toContain(`already running on ${folder} (process ${child.pid})`)
})

test('a port in use is refused in one line, and PostgreSQL is stopped again', async () => {
  const folder = dataFolder()
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  expect(await refusal(run(['app/main.ts'], { BAZGASHT_DATA: folder, PORT: String(port) }))).toContain(
    `Port ${port} on 127.0.0.1 is in use`,
  )
  expect(postgresPid(folder)).toBeNull()
})

test('a data folder that cannot be written is refused in one line', async () => {
  const file = join(dataFolder(), 'a-file')
  writeFileSync(file, '')
  expect(await refusal(run(['app/main.ts'], { BAZGASHT_DATA: file }))).toContain(`${file} cannot be written`)
})

test('a database written by a newer version is refused in one line', async () => {
  const folder = dataFolder()
  const first = await serve(folder)
  const client = new pg.Client(addressOf(join(folder, 'postgres'), 'bazgasht'))
  await client.connect()
  await client.query(`insert into migrations (name, checksum) values ('core/9999_future.sql', 'x')`)
  await client.end()
  first.child.kill('SIGTERM')
  await first.ended
  const said = await refusal(run(['app/main.ts'], { BAZGASHT_DATA: folder, PORT: String(await freePort()) }))
  expect(said).toContain('newer Bazgasht (it knows core/9999_future.sql)')
})

test('a database of one’s own that does not answer is refused in one line', async () => {
  const settings = { BAZGASHT_DATA: dataFolder(), DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/none` }
  expect(await refusal(run(['app/main.ts'], settings))).toContain('The database cannot be reached (ECONNREFUSED)')
})

test('a setting that makes no sense is refused in one line, in the language of the terminal', async () => {
  expect(await refusal(run(['app/main.ts'], { PORT: 'three' }))).toBe('PORT=three cannot be used; it takes 0–65535.')
  expect(await refusal(run(['app/main.ts'], { PORT: 'three', LANG: 'fa_IR.UTF-8' }))).toContain('پذیرفتنی نیست')
})

test('too old a Node is told in one line', async () => {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.0'}})`
  expect(await refusal(run(['--import', pretend, 'scripts/ensure.mjs'], {}))).toContain('Bazgasht needs Node 20 or newer; this is 18.20.0.')
})
