// The segments module: rules over customers under a name, with how many meet them.
// Tables segments, segments_uses, segments_locks. Emits segment.changed. Calls customers, workspaces.
export { happeningsHolding } from './happenings/happenings.ts'
export { countSegment, eachMember } from './count-segment.ts'
export { recountSegmentsJob, recountSegmentsSoon } from './jobs.ts'
export { segmentsRoutes } from './routes.ts'
export { segmentCondition, segmentsHolding } from './segment-field.ts'
