import * as z from 'zod'

export const SegmentsResponse = z.object({ id: z.uuid() })
export type SegmentsResponse = z.infer<typeof SegmentsResponse>
