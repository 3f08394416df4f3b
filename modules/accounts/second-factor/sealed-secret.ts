import { openSealed, seal } from '#core/sealed'

/** A secret as it is stored for this user. */
export function sealFactor(serverSecret: string, userId: string, secret: string): string {
  return seal(serverSecret, placeOf(userId), secret)
}

/** A stored secret. The server's own secret has changed when it cannot be read: then nobody's codes can be checked, and only the command line helps. */
export function openFactor(serverSecret: string, { userId, secret }: { userId: string; secret: string }): string {
  const opened = openSealed(serverSecret, placeOf(userId), secret)
  if (opened === null) throw new Error('a second factor was sealed with another secret')
  return opened
}

function placeOf(userId: string): string {
  return `auth_second_factors ${userId}`
}
