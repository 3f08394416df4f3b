import { beforeAll, expect, test } from 'vitest'
import { operatorEmails, setOperator, userIdOf } from './operators.ts'
import { addUser } from '#core/auth'
import { testServer } from '#test/lab'

let server: Awaited<ReturnType<typeof testServer>>
const id = async (email: string) => (await userIdOf(server.db, email)) ?? ''

beforeAll(async () => {
  server = await testServer()
  const now = new Date()
  await addUser(server.db, { name: 'Sara', email: 'sara@example.com', passwordHash: null, operator: true }, now)
  await addUser(server.db, { name: 'Omid', email: 'omid@example.com', passwordHash: null }, now)
})

test('who runs the installation can be said, but not that nobody does', async () => {
  await expect(setOperator(server.db, await id('sara@example.com'), false)).rejects.toMatchObject({ code: 'accounts.last_operator' })
  await setOperator(server.db, await id('OMID@example.com'), true)
  await setOperator(server.db, await id('omid@example.com'), true)
  expect(await operatorEmails(server.db)).toEqual(['omid@example.com', 'sara@example.com'])
})

test('of two who are withdrawn at once, one stays', async () => {
  const ids = await Promise.all(['sara@example.com', 'omid@example.com'].map(id))
  const outcomes = await Promise.allSettled(ids.map((each) => setOperator(server.db, each, false)))
  expect(outcomes.map(({ status }) => status).toSorted((one, other) => one.localeCompare(other))).toEqual(['fulfilled', 'rejected'])
  expect(await operatorEmails(server.db)).toHaveLength(1)
})
