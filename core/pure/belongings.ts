/** What members can be in charge of, or have as their own. The page of members words each in both languages. */
export const BELONGINGS = ['customers', 'goals', 'views', 'reports', 'tokens', 'invitations'] as const
export type BelongingName = (typeof BELONGINGS)[number]
