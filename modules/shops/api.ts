import * as z from 'zod'

export const ShopsResponse = z.object({ id: z.uuid() })
export type ShopsResponse = z.infer<typeof ShopsResponse>
