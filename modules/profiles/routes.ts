import { routes } from '#core/http'
import { AttributeChange, AttributeRequest, AttributesResponse, KeyParam } from './api.ts'
import { changeAttribute, defineAttribute, listAttributes } from './attributes.ts'
import { addKeptRoutes } from './routes-kept.ts'
import { addPersonRoutes } from './routes-person.ts'

/** A customer's page, and the attributes that a workspace defines for it. */
export const profilesRoutes = routes('profiles')

addPersonRoutes(profilesRoutes)
addKeptRoutes(profilesRoutes)

profilesRoutes.get('/attributes', {
  summary: "The workspace's own attributes of customers",
  may: 'customers:read',
  gives: AttributesResponse,
  run: async ({ ctx }) => ({ rows: await listAttributes(ctx) }),
})

profilesRoutes.post('/attributes', {
  summary: 'Define an attribute',
  may: 'customers:configure',
  body: AttributeRequest,
  gives: 204,
  run: ({ ctx, body }) => defineAttribute(ctx, body),
})

profilesRoutes.put('/attributes/:key', {
  summary: "Change an attribute's words and choices, archive it or take it back",
  may: 'customers:configure',
  params: KeyParam,
  body: AttributeChange,
  gives: 204,
  run: ({ ctx, params, body }) => changeAttribute(ctx, params.key, body),
})
