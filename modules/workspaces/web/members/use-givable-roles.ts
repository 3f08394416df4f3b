import { useSession } from '#web/session.tsx'
import type { SelectOption } from '#web/ui/select.tsx'
import { refusalToGive } from '../../members/domain.ts'
import { useRoleName, useRoles } from '../roles/data.ts'

/** The roles that the reader may give, and one that is there already. The server asks again. */
export function useGivableRoles(held?: string): readonly SelectOption<string>[] {
  const { role: mine, permissions } = useSession()
  const nameOf = useRoleName()
  const roles = useRoles()
  const acting = { isOwner: mine === 'owner', can: new Set(permissions) }
  const rows = roles.data?.rows ?? []
  return rows
    .filter(({ id, permissions: can }) => id === held || refusalToGive(acting, { isOwner: id === 'owner', can: new Set(can) }) === null)
    .map(({ id, name }) => ({ id, label: nameOf(id, name) }))
}
