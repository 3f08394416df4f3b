/** The English messages of all modules, by the file they stand in. */
export const messages: Record<string, object> = import.meta.glob(
  [
    '../{charts,conditions,permissions}/en.json',
    '../../modules/*/web/{,*/}en.json',
    '!../../modules/{workspaces,accounts,insights}/web/en.json',
  ],
  {
    eager: true,
    import: 'default',
  },
)
