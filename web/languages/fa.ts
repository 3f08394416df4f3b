/** The Persian messages of the first pages, by the file they stand in. */
export const messages: Record<string, object> = import.meta.glob(
  ['../fa.json', '../../modules/{workspaces,accounts,insights}/web/fa.json'],
  {
    eager: true,
    import: 'default',
  },
)
