import { expect, test } from 'vitest'
import * as z from 'zod'
import { API_MOUNTED, apiDocument } from '../app/http.ts'
import { urlOf } from '#core/http-mount'
import { exampleOf } from '#core/openapi/example'
import { jsonSchemaOf } from '#core/openapi/schemas'
import { describeEvents } from '#modules/webhooks'
import { testApp } from '#test/lab'

const document = apiDocument('https://shop.example')
const ENDPOINTS = API_MOUNTED.flatMap(([prefix, { endpoints }]) =>
  endpoints.map((endpoint) => ({ endpoint, title: `${endpoint.method} ${urlOf(prefix, endpoint)}` })),
)

test('every route of the management API is in the document, once and under an id of its own', () => {
  const paths = Object.entries(document.paths as Record<string, Record<string, { operationId: string }>>)
  const listed = paths.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(listed.toSorted()).toEqual(ENDPOINTS.map(({ title }) => title).toSorted())
  const ids = paths.flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^[a-zA-Z0-9]+$/.test(id))).toBe(true)
})

test('every reference of the document leads somewhere', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref ?? '')
  expect(refs.length).toBeGreaterThan(100)
  const lost = [...new Set(refs)].filter((ref) => {
    const steps = ref.replace(/^#\//, '').split('/')
    return steps.reduce((found: unknown, step) => (found as Record<string, unknown> | undefined)?.[step], document) === undefined
  })
  expect(lost).toEqual([])
})

test('parameters of a path are those that stand in it', () => {
  for (const [path, methods] of Object.entries(
    document.paths as Record<string, Record<string, { parameters: { in?: string; name: string }[] }>>,
  ))
    for (const [method, { parameters }] of Object.entries(methods)) {
      const named = parameters.filter((each) => each.in === 'path').map(({ name }) => name)
      const standing = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
      expect([method, path, named.toSorted()]).toEqual([method, path, standing.toSorted()])
    }
})

test.each(ENDPOINTS)('$title shows examples that its schemas accept', ({ endpoint: { body, gives, example } }) => {
  const accepted = (schema: z.ZodType, io: 'input' | 'output', told: unknown) =>
    schema.safeParse(told ?? exampleOf(jsonSchemaOf(schema, io))).error?.issues
  if (body) expect(accepted(body, 'input', example.body)).toBeUndefined()
  if (gives instanceof z.ZodType) expect(accepted(gives, 'output', example.answer)).toBeUndefined()
})

test('events that leave are described with examples', () => {
  const events = describeEvents()
  expect(events.find(({ name }) => name === 'order.placed')?.example).toMatchObject({ type: 'order.placed', data: { currency: 'IRR' } })
  expect(Object.keys(document.webhooks as object)).toEqual(events.map(({ name }) => name))
})

test('the document is served to everybody, by its own address', async () => {
  const { anonymous } = await testApp()
  const answer = await anonymous().get('/api/v1/openapi.json')
  expect([answer.status, answer.body.openapi, answer.body.servers]).toEqual([200, '3.1.0', [{ url: 'http://localhost:3000' }]])
})
