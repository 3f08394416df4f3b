import { Check, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { permissionOf, PERMISSION_GROUPS } from '#web/permissions/groups.ts'
import { Icon } from '#web/ui/icon.tsx'
import type { Role } from '../../roles/api.ts'
import { useRoleName } from './data.ts'

/** Permissions by roles, group by group. */
export function RoleTable({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation(['workspaces-roles', 'permissions'])
  const nameOf = useRoleName()
  return (
    <div
      role="group"
      aria-label={t('table.label')}
      tabIndex={0}
      className="relative max-h-[80dvh] overflow-auto rounded border border-line bg-surface outline-offset-2 outline-focus ringed:outline-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky start-0 top-0 z-20 border-b border-line bg-surface px-3 py-2 text-start font-medium text-ink-soft"
            >
              {t('table.permission')}
            </th>
            {roles.map(({ id, name }) => (
              <th key={id} scope="col" className="sticky top-0 z-10 border-b border-line bg-surface px-3 py-2 text-center font-medium">
                <bdi className="line-clamp-2 max-w-32 break-words">{nameOf(id, name)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        {PERMISSION_GROUPS.map(({ group, keys }) => (
          <tbody key={group}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={roles.length + 1}
                className="border-b border-line bg-sunken px-3 py-1.5 text-start font-semibold"
              >
                <span className="sticky start-3">{t(`permissions:groups.${group}`)}</span>
              </th>
            </tr>
            {keys.map((key) => (
              <tr key={key}>
                <th scope="row" className="sticky start-0 min-w-36 border-b border-line bg-surface px-3 py-2 text-start font-normal">
                  {t(`permissions:names.${key}`)}
                </th>
                {roles.map(({ id, permissions }) => (
                  <td key={id} className="border-b border-line px-3 py-2 text-center">
                    <Mark isHeld={permissions.includes(permissionOf(key))} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Mark({ isHeld }: { readonly isHeld: boolean }) {
  const { t } = useTranslation('workspaces-roles')
  return (
    <>
      <Icon of={isHeld ? Check : Minus} className={`mx-auto size-4 ${isHeld ? 'text-good' : 'text-line-strong'}`} />
      <span className="sr-only">{isHeld ? t('table.yes') : t('table.no')}</span>
    </>
  )
}
