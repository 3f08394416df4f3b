import * as z from 'zod'

export const ConsentResponse = z.object({ id: z.uuid() })
export type ConsentResponse = z.infer<typeof ConsentResponse>
