import type { Routes } from '#core/http'
import { markVerified } from '#modules/customers'
import {
  EditsQuery,
  EditsResponse,
  FieldsRequest,
  IdentifierAdded,
  IdentifierParam,
  IdentifierRequest,
  IdParam,
  ProfileResponse,
  TimelineQuery,
  TimelineResponse,
} from './api.ts'
import { changeFields } from './change-fields.ts'
import { addIdentifier, makePrimary, removeIdentifier, verifyIdentifier } from './change-identifiers.ts'
import { listEdits } from './list-edits.ts'
import { showProfile } from './show-profile.ts'
import { showTimeline } from './show-timeline.ts'

/** What is known of a person: numbers and steps, timeline, fields, contacts. */
export function addPersonRoutes(routes: Routes): void {
  routes.get('/customers/:id/profile', {
    summary: 'Stage, payments, addresses, consumers, days to remember and next steps of a customer',
    may: 'customers:read',
    params: IdParam,
    gives: ProfileResponse,
    run: ({ ctx, params }) => showProfile(ctx, params.id),
  })

  routes.get('/customers/:id/timeline', {
    summary: 'What happened with a customer, newest first',
    may: 'customers:read',
    params: IdParam,
    query: TimelineQuery,
    gives: TimelineResponse,
    run: ({ ctx, params, query }) => showTimeline(ctx, params.id, query),
  })

  routes.get('/customers/:id/edits', {
    summary: 'Who changed what about a customer, and when',
    may: 'customers:read',
    params: IdParam,
    query: EditsQuery,
    gives: EditsResponse,
    run: ({ ctx, params, query }) => listEdits(ctx, params.id, query),
  })

  routes.put('/customers/:id/fields', {
    summary: 'Change some fields, attributes or tags of a customer; what is left out stays',
    may: 'customers:write',
    params: IdParam,
    body: FieldsRequest,
    gives: 204,
    run: ({ ctx, params, body }) => changeFields(ctx, params.id, body),
  })

  addIdentifierRoutes(routes)
}

function addIdentifierRoutes(routes: Routes): void {
  routes.post('/customers/:id/identifiers', {
    summary: 'Add a contact or an id; says whether another customer has the same',
    may: 'customers:write',
    params: IdParam,
    body: IdentifierRequest,
    gives: IdentifierAdded,
    status: 201,
    run: ({ ctx, params, body }) => addIdentifier(ctx, params.id, body),
  })

  routes.delete('/customers/:id/identifiers/:identifierId', {
    summary: 'Take a contact or an id away',
    may: 'customers:write',
    params: IdentifierParam,
    gives: 204,
    run: ({ ctx, params }) => removeIdentifier(ctx, params.id, params.identifierId),
  })

  routes.put('/customers/:id/identifiers/:identifierId/primary', {
    summary: 'Use this phone or e-mail first',
    may: 'customers:write',
    params: IdentifierParam,
    gives: 204,
    run: ({ ctx, params }) => makePrimary(ctx, params.id, params.identifierId),
  })

  routes.put('/customers/:id/identifiers/:identifierId/verified', {
    summary: 'The customer has shown that this contact is theirs; merges whoever has shown the same',
    may: 'customers:write',
    params: IdentifierParam,
    gives: 204,
    run: ({ ctx, params }) => verifyIdentifier(ctx, params.id, params.identifierId),
  })

  routes.delete('/customers/:id/identifiers/:identifierId/verified', {
    summary: 'This contact is not known to be theirs',
    may: 'customers:write',
    params: IdentifierParam,
    gives: 204,
    run: ({ ctx, params }) => markVerified(ctx, params.id, params.identifierId, false),
  })
}
