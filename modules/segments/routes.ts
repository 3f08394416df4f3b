import { routes } from '#core/http'
import {
  CountRequest,
  CreatedSegment,
  IdParam,
  MemberParams,
  MemberResponse,
  MembersQuery,
  MembersResponse,
  MovesResponse,
  OverlapQuery,
  OverlapResponse,
  ReadyResponse,
  SegmentCount,
  SegmentRequest,
  SegmentResponse,
  SegmentsQuery,
  SegmentsResponse,
  SizesResponse,
} from './api.ts'
import { countCondition, countSegment } from './count-segment.ts'
import { listMembers, showMember } from './members/list-members.ts'
import { listMoves, listSizes } from './members/list-sizes.ts'
import { overlapOf } from './overlap.ts'
import { readyMade } from './ready-made.ts'
import { listSegments, showSegment } from './queries.ts'
import { archiveSegment, changeSegment, createSegment, deleteSegment } from './write-segment.ts'

/** Segments: rules that customers meet or don't. */
export const segmentsRoutes = routes('segments')

segmentsRoutes.get('/', {
  summary: 'All segments with how many were in them when last counted',
  may: 'segments:read',
  query: SegmentsQuery,
  gives: SegmentsResponse,
  run: async ({ ctx, query }) => ({ segments: await listSegments(ctx, query.archived === 'yes') }),
})

segmentsRoutes.post('/', {
  summary: 'Keep a rule under a name',
  may: 'segments:write',
  body: SegmentRequest,
  gives: CreatedSegment,
  status: 201,
  run: ({ ctx, body }) => createSegment(ctx, body),
})

segmentsRoutes.post('/counts', {
  summary: 'Count the customers that meet a condition, without keeping it',
  may: 'segments:read',
  body: CountRequest,
  gives: SegmentCount,
  run: ({ ctx, body }) => countCondition(ctx, body.condition),
})

segmentsRoutes.get('/overlap', {
  summary: 'How many are in one of two segments, in both, in the other',
  may: 'segments:read',
  query: OverlapQuery,
  gives: OverlapResponse,
  run: ({ ctx, query }) => overlapOf(ctx, query.one, query.other),
})

segmentsRoutes.get('/ready', {
  summary: 'Ready-made segments that can be added',
  may: 'segments:read',
  gives: ReadyResponse,
  run: async ({ ctx }) => ({ ready: await readyMade(ctx) }),
})

segmentsRoutes.get('/:id/members', {
  summary: 'Who is in a segment, page by page',
  may: 'segments:read',
  params: IdParam,
  query: MembersQuery,
  gives: MembersResponse,
  run: ({ ctx, params, query }) => listMembers(ctx, params.id, query),
})

segmentsRoutes.get('/:id/members/:customerId', {
  summary: 'Whether a customer is in a segment',
  may: 'segments:read',
  params: MemberParams,
  gives: MemberResponse,
  run: ({ ctx, params }) => showMember(ctx, params.id, params.customerId),
})

segmentsRoutes.get('/:id/sizes', {
  summary: 'How many were in a segment, day by day',
  may: 'segments:read',
  params: IdParam,
  gives: SizesResponse,
  run: ({ ctx, params }) => listSizes(ctx, params.id),
})

segmentsRoutes.get('/:id/moves', {
  summary: 'Who joined a segment and who left it lately',
  may: 'segments:read',
  params: IdParam,
  gives: MovesResponse,
  run: async ({ ctx, params }) => ({ moves: await listMoves(ctx, params.id) }),
})

segmentsRoutes.get('/:id', {
  summary: 'One segment',
  may: 'segments:read',
  params: IdParam,
  gives: SegmentResponse,
  run: ({ ctx, params }) => showSegment(ctx, params.id),
})

segmentsRoutes.put('/:id', {
  summary: 'Give a segment other words or another condition',
  may: 'segments:write',
  params: IdParam,
  body: SegmentRequest,
  gives: 204,
  run: ({ ctx, params, body }) => changeSegment(ctx, params.id, body),
})

segmentsRoutes.delete('/:id', {
  summary: 'Remove a segment that no other one names',
  may: 'segments:write',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => deleteSegment(ctx, params.id),
})

segmentsRoutes.put('/:id/count', {
  summary: 'Count a segment now',
  may: 'segments:read',
  params: IdParam,
  gives: SegmentCount,
  run: ({ ctx, params }) => countSegment(ctx, params.id),
})

segmentsRoutes.put('/:id/archive', {
  summary: 'Put a segment away',
  may: 'segments:write',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => archiveSegment(ctx, params.id, ctx.now),
})

segmentsRoutes.delete('/:id/archive', {
  summary: 'Take a segment out of the archive',
  may: 'segments:write',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => archiveSegment(ctx, params.id, null),
})
