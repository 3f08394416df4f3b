import { routes } from '#core/http'
import { RequirementRequest, SecondFactorRequirement } from './api.ts'
import { setRequirement, showRequirement } from './requirement.ts'

/** Whether a second step at sign-in is asked of everybody. */
export const requirementRoutes = routes('workspaces')

requirementRoutes.get('/workspace/second-factor', {
  summary: 'Whether everybody here must have a second step at sign-in, and how many have one',
  may: 'members:manage',
  screensOnly: true,
  gives: SecondFactorRequirement,
  run: ({ ctx }) => showRequirement(ctx),
})

requirementRoutes.put('/workspace/second-factor', {
  summary: 'Asks a second step at sign-in of everybody here, or no longer',
  may: 'roles:configure',
  screensOnly: true,
  body: RequirementRequest,
  gives: SecondFactorRequirement,
  run: ({ ctx, body }) => setRequirement(ctx, body.isRequired),
})
