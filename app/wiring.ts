import type { Clock, Job } from '#core/jobs'
import type { Audience } from '#core/live'
import type { Reaction } from '#core/reactions'

/** Who reacts to what. */
export const REACTIONS: readonly Reaction[] = []

/** What runs after the request. */
export const JOBS: readonly Job[] = []

/** What runs when. */
export const CLOCKS: readonly Clock[] = []

/** What open pages hear, and which permission it takes. */
export const AUDIENCE: Audience = {
  events: {
    'workspace.changed': 'workspaces:read',
    'import.finished': 'live:read',
    'import.undone': 'live:read',
  },
  topics: {
    'import.progress': 'imports:read',
  },
}
