import { readFileSync, statSync } from 'node:fs'
import { refused } from '#core/errors'

/** The user and group numbers of a system account. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The account that PostgreSQL runs under, null for our own. PostgreSQL refuses to run as root, so root lends it another:
 * the owner of the cluster when there is one already, else `postgres`, else `nobody`. The account must have a name, because initdb asks for it.
 */
export function postgresAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null
  return ownerOf(cluster) ?? namedAccount()
}

function ownerOf(folder: string): Account | null {
  const stat = statSync(folder, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : null
}

function namedAccount(): Account {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && Number.isInteger(gid))
  const account = accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody') ?? accounts[0]
  if (!account) throw refused('core.no_postgres_account')
  return { uid: account.uid, gid: account.gid }
}
