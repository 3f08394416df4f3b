/**
 * Tables whose rows stay out of backups: where backups lie is known on the machine where they lie, and a session that was ended since must not come
 * back with a restore, nor be there for whoever gets hold of the file.
 */
export const LEFT_OUT: readonly string[] = ['operations_backups', 'auth_sessions']
