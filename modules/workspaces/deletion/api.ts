import * as z from 'zod'

/** Closing asks for the shop's name, so that nobody closes the wrong one, and for the owner's password. */
export const ClosingRequest = z.object({ name: z.string().max(200), password: z.string().min(1).max(200) })
export type ClosingRequest = z.infer<typeof ClosingRequest>
