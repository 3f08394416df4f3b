// The segments module: rules over customers under a name, with who meets them, kept as it happens; conditions on what customers did.
// Tables segments, segments_uses, segments_locks, segments_members, segments_sizes, segments_sweeps. Emits segment.changed, .joined and .left; hears what
// happens to customers. Calls customers, orders, consent.
export { happeningsHolding } from './happenings/happenings.ts'
export { eachMember } from './count-segment.ts'
export { followMembers, renewSegmentsJob } from './jobs.ts'
export { segmentsRoutes } from './routes.ts'
export { segmentCondition, segmentsHolding } from './segment-field.ts'
