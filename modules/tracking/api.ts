import * as z from 'zod'

export const TrackingResponse = z.object({ id: z.uuid() })
export type TrackingResponse = z.infer<typeof TrackingResponse>
