import type { JsonSchema } from '#core/openapi/example'

/** The parts of the document that operations refer to. */
export const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'What went wrong (RFC 9457). `code` stays the same in all languages; `title` and `detail` follow Accept-Language.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' } }, required: ['field'] } },
    details: { type: 'object', additionalProperties: true },
    instance: { type: 'string', format: 'uri' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
}

export const IDEMPOTENCY_KEY: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'A name for this write, new for each: sent again within 24 hours, the write is not done again and its answer comes back.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

export const IF_MATCH: JsonSchema = {
  name: 'If-Match',
  in: 'header',
  description: 'Writes only while this address still has this ETag.',
  schema: { type: 'string' },
}

export const IF_NONE_MATCH: JsonSchema = {
  name: 'If-None-Match',
  in: 'header',
  description: 'Answers 304 while this address still has this ETag.',
  schema: { type: 'string' },
}

export const ETAG: JsonSchema = { description: 'The version of what was answered.', schema: { type: 'string' } }

export const RATE_HEADERS: Readonly<Record<string, JsonSchema>> = {
  'RateLimit-Limit': { description: 'Calls that the token may make a minute.', schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: 'Calls left in this minute.', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until the count starts anew.', schema: { type: 'integer' } },
}

interface Told {
  readonly description: string
  readonly title: string
  readonly detail: string
  readonly code: string
}

const ERRORS: Readonly<Record<number, Told>> = {
  400: {
    description: 'The request cannot be used. `errors` names the fields.',
    title: 'This request cannot be used',
    detail: 'Some of the values cannot be used. Please check them.',
    code: 'core.invalid_input',
  },
  401: {
    description: 'No token, or one that has ended.',
    title: 'Who is asking?',
    detail: 'This token was revoked.',
    code: 'tokens.revoked',
  },
  403: {
    description: 'The token lacks the permission.',
    title: 'Not allowed',
    detail: 'This token was not given the permission orders:read, or its creator does not have it any more.',
    code: 'tokens.scope_missing',
  },
  404: {
    description: 'There is nothing here, or it is not yours to see.',
    title: 'Not found',
    detail: 'This does not exist, or is not yours to see.',
    code: 'core.not_found',
  },
  409: {
    description: 'Understood and permitted, but a rule says no; `code` says which.',
    title: 'Refused',
    detail: 'A token can be given only what you may do yourself.',
    code: 'tokens.scope_not_yours',
  },
  412: {
    description: 'If-Match names another version than the present one.',
    title: 'Changed meanwhile',
    detail: 'This was changed by somebody else meanwhile. Read it again, then decide.',
    code: 'core.changed_meanwhile',
  },
  413: { description: 'The body is too large.', title: 'Too large', detail: 'This file is too large.', code: 'core.too_large' },
  422: {
    description: 'The Idempotency-Key was sent before with another request.',
    title: 'This contradicts an earlier request',
    detail: 'This Idempotency-Key was sent before with another request. Use a new one for each write.',
    code: 'tokens.idempotency_key_reused',
  },
  429: {
    description: 'Too many calls; Retry-After says how many seconds to wait.',
    title: 'Too many requests',
    detail: 'Too many attempts. Wait a minute and try again.',
    code: 'core.too_many_requests',
  },
}

/** Answers to what goes wrong, by status. */
export const ERROR_ANSWERS: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(ERRORS).map(([status, { description, title, detail, code }]) => {
    const example = {
      type: `/api/v1/reference#${code}`,
      title,
      status: Number(status),
      detail,
      code,
      instance: 'urn:uuid:0199d3a0-5b2c-7c31-9a44-3c1f5e0b7a10',
    }
    return [status, { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } } }]
  }),
)
