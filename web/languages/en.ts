/** The English messages of the first pages, by the file they stand in. */
export const messages: Record<string, object> = import.meta.glob(
  ['../en.json', '../../modules/{workspaces,accounts,insights}/web/en.json'],
  {
    eager: true,
    import: 'default',
  },
)
