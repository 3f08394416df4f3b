import * as z from 'zod'

export const ExportState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'])

export const ExportResponse = z.object({
  id: z.uuid(),
  state: ExportState,
  askedBy: z.string().nullable(),
  askedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Until when the file can be fetched. */
  expiresAt: z.iso.datetime().nullable(),
  rowsDone: z.int(),
  rowsAll: z.int(),
  bytes: z.int(),
  sha256: z.string().nullable(),
})
export type ExportResponse = z.infer<typeof ExportResponse>

export const ExportsResponse = z.object({ exports: z.array(ExportResponse) })
export type ExportsResponse = z.infer<typeof ExportsResponse>
