import * as z from 'zod'

/** What speaks for two profiles being one person's, as merges and suggestions keep it. */
export const EvidenceShape = z.array(
  z.object({
    kind: z.string(),
    value: z.string(),
    source: z.string().optional(),
    at: z.string().optional(),
    by: z.string().optional(),
  }),
)
