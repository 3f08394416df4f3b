import { expect, test } from 'vitest'
import { pino } from 'pino'
import { logOptions } from '#core/log'

test('a log line holds no people, only what happened and where', () => {
  const lines: string[] = []
  const log = pino(logOptions('info'), { write: (line: string) => void lines.push(line) })
  const failure = Object.assign(new Error('duplicate key (email)=(sara@example.com)'), {
    code: '23505',
    detail: 'sara@example.com',
    email: 'sara@example.com',
  })
  log.error({ err: failure, email: 'sara@example.com', user: { name: 'Sara', phone: '09120000000' }, route: '/api/:id' }, 'failed')
  const [line = ''] = lines
  expect(line).not.toMatch(/sara|0912/i)
  expect(JSON.parse(line)).toMatchObject({ msg: 'failed', route: '/api/:id', err: { code: '23505' } })
})
