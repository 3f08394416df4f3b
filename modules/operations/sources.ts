import type { Backlog } from '#core/backlogs'
import type { Reaction } from '#core/reactions'

/** What there is to look after: every module's part of it, listed in app/. */
export interface Sources {
  readonly reactions: readonly Reaction[]
  readonly backlogs: readonly Backlog[]
  readonly migrationFolders: readonly string[]
}
