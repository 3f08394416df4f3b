import * as z from 'zod'

export const TokensResponse = z.object({ id: z.uuid() })
export type TokensResponse = z.infer<typeof TokensResponse>
