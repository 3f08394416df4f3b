import type { Holding } from '#core/holdings'
import { countInvitationsBy, endInvitationsBy } from './invitations/end-invitations.ts'

/** What members leave behind here: what they have promised, which nobody answers for any more. */
export const workspacesHolding: Holding = {
  module: 'workspaces',
  belongings: [{ name: 'invitations', fate: 'ends', count: countInvitationsBy, end: endInvitationsBy }],
}
