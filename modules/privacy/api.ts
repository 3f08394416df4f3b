import * as z from 'zod'

export const PrivacyResponse = z.object({ id: z.uuid() })
export type PrivacyResponse = z.infer<typeof PrivacyResponse>
