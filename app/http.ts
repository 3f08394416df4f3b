import type { FastifyInstance } from 'fastify'
import { rightsOf } from './permissions.ts'
import { serveMetrics } from './metrics.ts'
import { SOURCES } from './sources.ts'
import { REACTIONS } from './wiring.ts'
import { eventsRoutes } from '#core/events-routes'
import { healthRoutes } from '#core/health-routes'
import { createHttp, type HttpOptions } from '#core/http-app'
import { mount, type Mounted } from '#core/http-mount'
import { errorCodes } from '#core/error-words'
import { liveRoutes } from '#core/live-routes'
import type { JsonSchema } from '#core/openapi/example'
import { openApiOf, operationsOf } from '#core/openapi/document'
import { referencePage } from '#core/reference/page'
import { REFERENCE_STYLE } from '#core/reference/style'
import type { Server } from '#core/server'
import { preferredLanguage } from '#pure/accept-language'
import { accountsRoutes, askPassword, preferencesRoutes, resetLinksRoutes, secondFactorRoutes, signInRoutes } from '#modules/accounts'
import { auditRoutes } from '#modules/audit'
import { customersListRoutes, customersRoutes, identityRoutes } from '#modules/customers'
import { importsRoutes } from '#modules/imports'
import {
  goalsRoutes,
  insightsRoutes,
  monthlyRoutes,
  scoresRoutes,
  seasonsRoutes,
  timeRoutes,
  typesRoutes,
  whyRoutes,
} from '#modules/insights'
import { cartsRoutes, ordersRoutes, productsRoutes, returnsRoutes } from '#modules/orders'
import { consentPublicRoutes, consentRoutes } from '#modules/consent'
import { backupsRoutes, operationsRoutes } from '#modules/operations'
import { privacyPublicRoutes, privacyRoutes } from '#modules/privacy'
import { profilesRoutes } from '#modules/profiles'
import { segmentsRoutes } from '#modules/segments'
import { shopsHooks, shopsRoutes } from '#modules/shops'
import { tokenEntrance, tokensRoutes } from '#modules/tokens'
import { trackingRoutes, trackingV1Routes } from '#modules/tracking'
import { describeEvents, webhooksRoutes } from '#modules/webhooks'
import {
  brandPublicRoutes,
  brandRoutes,
  deletionRoutes,
  exportRoutes,
  hoursRoutes,
  invitationRoutes,
  invitationsRoutes,
  memberContexts,
  membersRoutes,
  requirementRoutes,
  rolesRoutes,
  workspacesRoutes,
} from '#modules/workspaces'

/** Every URL prefix of the application, one line a module. */
export const MOUNTED: readonly Mounted[] = [
  ['', healthRoutes],
  ['/api/auth', signInRoutes],
  ['/api/live', liveRoutes],
  ['/api/events', eventsRoutes(REACTIONS)],
  ['/api', workspacesRoutes],
  ['/api/members', membersRoutes(rightsOf)],
  ['/api/roles', rolesRoutes(rightsOf)],
  ['/api/invitations', invitationsRoutes(rightsOf)],
  ['/api/invitation', invitationRoutes(rightsOf)],
  ['/api', brandRoutes],
  ['/api/hours', hoursRoutes],
  ['/api/workspace/exports', exportRoutes],
  ['/api', deletionRoutes(askPassword)],
  ['/api', requirementRoutes],
  ['/api/account', accountsRoutes],
  ['/api/account', resetLinksRoutes(rightsOf)],
  ['/api/account', preferencesRoutes],
  ['/api/account', secondFactorRoutes],
  ['/api/audit', auditRoutes],
  ['/api/operations', operationsRoutes(SOURCES)],
  ['/api/operations', backupsRoutes],
  ['/api/customers', customersListRoutes],
  ['/api/customers', identityRoutes],
  ['/api/customers', customersRoutes],
  ['/api/orders', ordersRoutes],
  ['/api/returns', returnsRoutes],
  ['/api/carts', cartsRoutes],
  ['/api/products', productsRoutes],
  ['/api/imports', importsRoutes],
  ['/api/insights', insightsRoutes],
  ['/api/insights', seasonsRoutes],
  ['/api/insights', scoresRoutes],
  ['/api/insights', goalsRoutes],
  ['/api/insights', monthlyRoutes],
  ['/api/insights', timeRoutes],
  ['/api/insights', typesRoutes],
  ['/api/insights', whyRoutes],
  ['/api', profilesRoutes],
  ['/api', consentRoutes],
  ['/p', brandPublicRoutes],
  ['/p', consentPublicRoutes],
  ['/p', privacyPublicRoutes],
  ['/api/privacy', privacyRoutes],
  ['/api/tracking', trackingRoutes],
  ['/v1', trackingV1Routes],
  ['/api/shops', shopsRoutes],
  ['/hooks', shopsHooks],
  ['/api/webhooks', webhooksRoutes],
  ['/api/tokens', tokensRoutes(rightsOf)],
  ['/api/segments', segmentsRoutes],
]

/** The management API: everything that the screens call, for programs, but what only screens need or everybody may. */
export const API_MOUNTED: readonly Mounted[] = MOUNTED.filter(([prefix]) => /^\/api(?:\/|$)/.test(prefix)).map(
  ([prefix, { endpoints }]) => [
    prefix.replace('/api', '/api/v1'),
    { endpoints: endpoints.filter(({ may, screensOnly }) => may !== 'public' && !screensOnly) },
  ],
)

/** The document of the management API as it is reached at this origin. */
export const apiDocument = (origin: string): JsonSchema => openApiOf(API_MOUNTED, describeEvents(), origin)

/** The whole HTTP surface; `ready` and not listening. */
export async function createApp(server: Server, options: HttpOptions = { perMinute: 600 }): Promise<FastifyInstance> {
  const app = await createHttp(server, options)
  const forMembers = { contextOf: memberContexts(rightsOf) }
  for (const mounted of MOUNTED) mount(app, server, mounted, forMembers)
  const forPrograms = tokenEntrance(app, rightsOf, options.perMinute)
  for (const mounted of API_MOUNTED) mount(app, server, mounted, forPrograms)
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => apiDocument(originOf(server)))
  serveReference(app)
  serveMetrics(app, server)
  await app.ready()
  return app
}

/** A page of text: one style sheet of ours, and nothing that runs. */
const REFERENCE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The management API for people to read; made once a language. */
function serveReference(app: FastifyInstance): void {
  const pages = new Map<string, string>()
  const pageIn = (language: 'fa' | 'en') => {
    const codes = errorCodes(['core', ...new Set(API_MOUNTED.flatMap(([, { endpoints }]) => endpoints.map(({ module }) => module)))])
    return referencePage({ operations: operationsOf(API_MOUNTED, {}), events: describeEvents(), codes, language })
  }
  app.get('/api/v1/reference', { schema: { hide: true } }, async (request, reply) => {
    const language = preferredLanguage(request.headers['accept-language'])
    const page = pages.get(language) ?? pageIn(language)
    pages.set(language, page)
    return reply
      .type('text/html; charset=utf-8')
      .headers({ vary: 'Accept-Language', 'content-language': language, 'content-security-policy': REFERENCE_POLICY })
      .send(page)
  })
  app.get('/api/v1/reference.css', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(REFERENCE_STYLE),
  )
}

function originOf({ config }: Server): string {
  return new URL(config.publicUrl ?? 'http://localhost').origin
}
