import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#web/api.ts'
import type { Role, RoleRequest, RolesResponse } from '../../roles/api.ts'
import { isRoleOfOurs } from '../../roles/domain.ts'

/** Every role with what it lets do. */
export function useRoles() {
  return useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => call<RolesResponse>('GET', '/api/roles', { signal }) })
}

/** Makes a role, or changes the one of this id. */
export function useWriteRole(id: string | null) {
  return useRoleWrite((body: RoleRequest) =>
    id === null ? call<Role>('POST', '/api/roles', { body }) : call<Role>('PUT', `/api/roles/${id}`, { body }),
  )
}

export function useDeleteRole() {
  return useRoleWrite(({ id, successor }: { readonly id: string; readonly successor: string | null }) =>
    call<null>('DELETE', `/api/roles/${id}`, { query: { successor } }),
  )
}

/** What a role is called: ours in the reader's language, the workspace's own as it says. */
export function useRoleName(): (role: string, name: string | null) => string {
  const { t } = useTranslation('workspaces-roles')
  return (role, name) => (isRoleOfOurs(role) ? t(`ours.${role}`) : (name ?? role))
}

/** What was read is read again, but not waited for: a role that is gone takes its line along, and with it what was to be said. */
function useRoleWrite<Given, Answer>(write: (given: Given) => Promise<Answer>) {
  const client = useQueryClient()
  const forget = () => {
    for (const name of ['roles', 'members', 'invitations', 'session']) void client.invalidateQueries({ queryKey: [name] })
  }
  return useMutation({ mutationFn: write, onSuccess: forget })
}
