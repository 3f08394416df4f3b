import { ChartNoAxesCombined, Download, House, LayoutGrid, type LucideIcon, Settings, ShoppingBag, Users } from 'lucide-react'
import type { SessionResponse } from '#api/workspaces'
import { PAGES } from '#web/pages.ts'

/** An entry of the side bar. `name` is its word under "places"; `key` follows g as a shortcut. */
export interface Place {
  readonly name: 'today' | 'customers' | 'orders' | 'insights' | 'imports' | 'settings' | 'kit'
  readonly path: string
  readonly icon: LucideIcon
  readonly key: string
}

const PLACES: readonly Place[] = [
  { name: 'today', path: '/', icon: House, key: 't' },
  { name: 'customers', path: '/customers', icon: Users, key: 'c' },
  { name: 'orders', path: '/orders', icon: ShoppingBag, key: 'o' },
  { name: 'insights', path: '/insights/return', icon: ChartNoAxesCombined, key: 'r' },
  { name: 'imports', path: '/imports', icon: Download, key: 'i' },
  { name: 'settings', path: '/settings', icon: Settings, key: 's' },
  { name: 'kit', path: '/kit', icon: LayoutGrid, key: 'k' },
]

/** The places that exist and that this person may see, in the product's order. */
export function placesFor({ permissions, development }: Pick<SessionResponse, 'permissions' | 'development'>): readonly Place[] {
  return PLACES.filter(({ path }) => {
    const page = PAGES.find((page) => page.path === path)
    if (!page || (page.development && !development && !import.meta.env.DEV)) return false
    return !page.may || permissions.includes(page.may)
  })
}

/** Whether an address lies within a place. */
export function isWithin(path: string, address: string): boolean {
  if (path === '/customers' && isWithin('/segments', address)) return true
  if (path === '/insights/return' && isWithin('/insights', address)) return true
  return path === '/' ? address === '/' : address === path || address.startsWith(`${path}/`)
}
