import { routes, type Routes } from '#core/http'
import { Role, RoleParams, RoleRequest, RolesResponse, RoleSuccessor } from './api.ts'
import { deleteRole } from './delete-role.ts'
import type { RightsOf } from './domain.ts'
import { listRoles } from './queries.ts'
import { changeRole, createRole } from './write-role.ts'

/** Roles: everybody may read what they let do, owners make the workspace's own. */
export function rolesRoutes(rightsOf: RightsOf): Routes {
  const roles = routes('workspaces')

  roles.get('/', {
    summary: 'Roles, and what each lets do',
    may: 'workspaces:read',
    gives: RolesResponse,
    run: async ({ ctx }) => ({ rows: await listRoles(ctx, rightsOf) }),
  })

  roles.post('/', {
    summary: "Makes a role of the workspace's own",
    may: 'roles:configure',
    body: RoleRequest,
    gives: Role,
    status: 201,
    run: ({ ctx, body }) => createRole(ctx, body, rightsOf),
    example: { body: { name: 'Warehouse', permissions: ['workspaces:read', 'live:read', 'orders:read', 'orders:write'] } },
  })

  roles.put('/:id', {
    summary: "Changes a role of the workspace's own",
    may: 'roles:configure',
    params: RoleParams,
    body: RoleRequest,
    gives: Role,
    run: ({ ctx, params, body }) => changeRole(ctx, params.id, body, rightsOf),
  })

  roles.delete('/:id', {
    summary: "Ends a role of the workspace's own; whoever has it gets the successor's",
    may: 'roles:configure',
    params: RoleParams,
    query: RoleSuccessor,
    gives: 204,
    run: ({ ctx, params, query }) => deleteRole(ctx, params.id, query.successor ?? null, rightsOf),
  })

  return roles
}
