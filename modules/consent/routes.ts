import { audit } from '#core/audit'
import { routes } from '#core/http'
import { customerFor } from '#modules/customers'
import { BehalfRequest, CustomerConsents, CustomerParam, LinkResponse, PurposeParam, PurposeRequest, PurposesResponse } from './api.ts'
import { changeOnBehalf } from './change-on-behalf.ts'
import { centreLink, revokeCentreLinks } from './links.ts'
import { listPurposes, savePurpose } from './purposes.ts'
import { showConsents } from './show-consents.ts'

/** What members see and change of consent. */
export const consentRoutes = routes('consent')

consentRoutes.get('/consent/purposes', {
  summary: 'Purposes with their texts in both languages',
  may: 'consent:read',
  gives: PurposesResponse,
  run: async ({ ctx }) => ({ purposes: (await listPurposes(ctx)).map((each) => ({ ...each, confirmedOn: [...each.confirmedOn] })) }),
})

consentRoutes.put('/consent/purposes/:key', {
  summary: 'Adds or changes a purpose; other words become a new version of its text',
  may: 'consent:configure',
  params: PurposeParam,
  body: PurposeRequest,
  gives: 204,
  run: ({ ctx, params, body }) => savePurpose(ctx, params.key, body),
})

consentRoutes.get('/customers/:id/consents', {
  summary: 'What may be sent to a customer, and what proves it',
  may: 'consent:read',
  params: CustomerParam,
  gives: CustomerConsents,
  run: ({ ctx, server, params }) => showConsents(ctx, server, params.id),
})

consentRoutes.post('/customers/:id/consents', {
  summary: "Writes down a customer's word on their behalf",
  may: 'consent:write',
  params: CustomerParam,
  body: BehalfRequest,
  gives: 204,
  run: ({ ctx, params, body }) => changeOnBehalf(ctx, params.id, body),
})

consentRoutes.post('/customers/:id/consent-link', {
  summary: "The link to the customer's own consent centre",
  may: 'consent:write',
  params: CustomerParam,
  gives: LinkResponse,
  run: async ({ ctx, server, params }) => {
    const { id } = await customerFor(ctx, params.id)
    await audit(ctx, 'consent.link_copied', { kind: 'customer', id })
    return { link: await centreLink(ctx, server, id) }
  },
})

consentRoutes.delete('/customers/:id/consent-link', {
  summary: "Makes every link to the customer's consent centre useless",
  may: 'consent:write',
  params: CustomerParam,
  gives: 204,
  run: async ({ ctx, params }) => revokeCentreLinks(ctx, (await customerFor(ctx, params.id)).id),
})
