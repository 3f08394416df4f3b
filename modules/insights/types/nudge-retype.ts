import type { Ctx } from '#core/context'

export const RETYPE = 'insights.retype'

/** Asks for everybody's type by changed thresholds once the caller's transaction commits. */
export function nudgeRetype(ctx: Ctx): Promise<void> {
  return ctx.jobs.nudge(ctx, RETYPE, { workspaceId: ctx.workspace.id })
}
