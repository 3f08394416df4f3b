/** The Persian messages of all modules, by the file they stand in. */
export const messages: Record<string, object> = import.meta.glob(
  [
    '../{charts,conditions,permissions}/fa.json',
    '../../modules/*/web/{,*/}fa.json',
    '!../../modules/{workspaces,accounts,insights}/web/fa.json',
  ],
  {
    eager: true,
    import: 'default',
  },
)
