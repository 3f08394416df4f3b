import { routes } from '#core/http'
import {
  LikenessQuery,
  MergePreview,
  MergeRequest,
  MergeResponse,
  MergesResponse,
  SuggestionsPage,
  SuggestionsQuery,
} from '../api-identity.ts'
import { IdParam } from '../api.ts'
import { listMerges } from './list-merges.ts'
import { dismissSuggestion, listSuggestions } from './list-suggestions.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { previewMerge } from './preview-merge.ts'

/** Who may be one person, and who was made one. */
export const identityRoutes = routes('customers')

identityRoutes.get('/suggestions', {
  summary: 'Pairs of customers who may be one person, the likeliest first',
  may: 'customers:read',
  query: SuggestionsQuery,
  gives: SuggestionsPage,
  run: ({ ctx, query }) => listSuggestions(ctx, query),
})

identityRoutes.put('/suggestions/:id/dismissal', {
  summary: 'Say that a suggested pair is not the same person',
  may: 'customers:merge',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => dismissSuggestion(ctx, params.id),
})

identityRoutes.post('/merges', {
  summary: 'Make two customers one person',
  may: 'customers:merge',
  body: MergeRequest,
  gives: MergeResponse,
  status: 201,
  run: ({ ctx, body }) => mergeCustomers(ctx, { ...body, reason: 'chosen', evidence: [] }),
})

identityRoutes.delete('/merges/:id', {
  summary: 'Take a merge back as a whole',
  may: 'customers:merge',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => undoMerge(ctx, params.id),
})

identityRoutes.get('/:id/merges', {
  summary: 'The merges in which a customer took part',
  may: 'customers:read',
  params: IdParam,
  gives: MergesResponse,
  run: ({ ctx, params }) => listMerges(ctx, params.id),
})

identityRoutes.get('/:id/likeness', {
  summary: 'What making another customer one person with this one would do',
  may: 'customers:read',
  params: IdParam,
  query: LikenessQuery,
  gives: MergePreview,
  run: ({ ctx, params, query }) => previewMerge(ctx, params.id, query.other),
})
