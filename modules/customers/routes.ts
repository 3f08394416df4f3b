import { routes } from '#core/http'
import { CreatedCustomer, CustomerResponse, CustomersExportQuery, CustomersPage, CustomersQuery, IdParam, NewCustomer } from './api.ts'
import { addCustomer } from './add-customer.ts'
import { exportCustomers } from './list/export-customers.ts'
import { listCustomers } from './list/list-customers.ts'
import { showCustomer } from './show-customer.ts'

/** What members see of customers. */
export const customersRoutes = routes('customers')

customersRoutes.get('/', {
  summary: 'Customers, page by page',
  may: 'customers:read',
  query: CustomersQuery,
  gives: CustomersPage,
  run: ({ ctx, query }) => listCustomers(ctx, query),
})

customersRoutes.post('/', {
  summary: 'Add a customer by hand',
  may: 'customers:write',
  body: NewCustomer,
  gives: CreatedCustomer,
  status: 201,
  run: ({ ctx, body }) => addCustomer(ctx, body),
})

customersRoutes.get('/export', {
  summary: 'All customers that match, as a file',
  may: 'customers:export',
  query: CustomersExportQuery,
  gives: 'stream',
  streams: true,
  run: async ({ ctx, query }) => exportCustomers(ctx, query),
})

customersRoutes.get('/:id', {
  summary: 'One customer with first numbers',
  may: 'customers:read',
  params: IdParam,
  gives: CustomerResponse,
  run: ({ ctx, params }) => showCustomer(ctx, params.id),
})
