import { routes } from '#core/http'
import {
  BulkRequest,
  BulkResponse,
  ChoicesQuery,
  ChoicesResponse,
  CountRequest,
  CountResponse,
  CreatedView,
  FieldParam,
  FieldsResponse,
  OwnListRequest,
  ViewRequest,
  ViewsResponse,
} from '../api-list.ts'
import { IdParam } from '../api.ts'
import { cancelBulk, countChosen, showBulk, startBulk } from './bulk.ts'
import { listChoices, listFields } from './list-fields.ts'
import { changeOwnList, changeView, createView, deleteView, listViews } from './views.ts'

/** What belongs to lists of customers: fields to filter by, views, and changes to many at once. */
export const customersListRoutes = routes('customers')

customersListRoutes.get('/fields', {
  summary: 'What customers can be filtered by, and the columns of lists',
  may: 'customers:read',
  gives: FieldsResponse,
  run: ({ ctx }) => listFields(ctx),
})

customersListRoutes.get('/fields/:name/choices', {
  summary: 'What may be chosen for a field',
  may: 'customers:read',
  params: FieldParam,
  query: ChoicesQuery,
  gives: ChoicesResponse,
  run: async ({ ctx, params, query }) => ({ choices: await listChoices(ctx, params.name, query) }),
})

customersListRoutes.get('/views', {
  summary: 'Kept lists, and how the own list looks',
  may: 'customers:read',
  gives: ViewsResponse,
  run: ({ ctx }) => listViews(ctx),
})

customersListRoutes.post('/views', {
  summary: 'Keep a list under a name',
  may: 'customers:read',
  body: ViewRequest,
  gives: CreatedView,
  status: 201,
  run: ({ ctx, body }) => createView(ctx, body),
})

customersListRoutes.put('/views/own', {
  summary: 'Keep the own columns and the view that opens by itself',
  may: 'customers:read',
  body: OwnListRequest,
  gives: 204,
  run: ({ ctx, body }) => changeOwnList(ctx, body),
})

customersListRoutes.put('/views/:id', {
  summary: 'Change a kept list',
  may: 'customers:read',
  params: IdParam,
  body: ViewRequest,
  gives: 204,
  run: ({ ctx, params, body }) => changeView(ctx, params.id, body),
})

customersListRoutes.delete('/views/:id', {
  summary: 'Remove a kept list',
  may: 'customers:read',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => deleteView(ctx, params.id),
})

customersListRoutes.post('/counts', {
  summary: 'How many customers are meant',
  may: 'customers:read',
  body: CountRequest,
  gives: CountResponse,
  run: async ({ ctx, body }) => ({ total: await countChosen(ctx, body.customers) }),
})

customersListRoutes.post('/bulks', {
  summary: 'Change many customers at once',
  may: 'customers:write',
  body: BulkRequest,
  gives: BulkResponse,
  status: 202,
  run: ({ ctx, body }) => startBulk(ctx, body),
})

customersListRoutes.get('/bulks/:id', {
  summary: 'How far a change to many customers has come',
  may: 'customers:write',
  params: IdParam,
  gives: BulkResponse,
  run: ({ ctx, params }) => showBulk(ctx, params.id),
})

customersListRoutes.delete('/bulks/:id', {
  summary: 'End a change to many customers before it is done',
  may: 'customers:write',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => cancelBulk(ctx, params.id),
})
