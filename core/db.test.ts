import { expect, test } from 'vitest'
import { connectPool } from '#core/db'
import { atEnd, testServer } from '#test/lab'

test('a connection that is cut at work fails its own query, and nothing else', async () => {
  const { address } = await testServer()
  const pool = connectPool(address, 2)
  atEnd(() => pool.end())
  const client = await pool.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const cut = new Promise((resolve) => client.once('end', resolve))
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid])
  await cut
  await expect(client.query('select 1')).rejects.toThrow()
  client.release(true)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
