import { refused } from '#core/errors'
import { openSealed, seal } from '#core/sealed'

/** A secret as it is stored for this user. */
export function sealFactor(serverSecret: string, userId: string, secret: string): string {
  return seal(serverSecret, placeOf(userId), secret)
}

/** A stored secret. It cannot be read once the server has another secret of its own, as after a move without it: then only the command line helps. */
export function openFactor(serverSecret: string, { userId, secret }: { userId: string; secret: string }): string {
  const opened = openSealed(serverSecret, placeOf(userId), secret)
  if (opened === null) throw refused('accounts.secret_changed')
  return opened
}

function placeOf(userId: string): string {
  return `auth_second_factors ${userId}`
}
