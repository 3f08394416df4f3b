import * as z from 'zod'

export const WebhooksResponse = z.object({ id: z.uuid() })
export type WebhooksResponse = z.infer<typeof WebhooksResponse>
