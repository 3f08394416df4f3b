import * as z from 'zod'

export const ProfilesResponse = z.object({ id: z.uuid() })
export type ProfilesResponse = z.infer<typeof ProfilesResponse>
