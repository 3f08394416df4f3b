import { exponentOf } from '#pure/money'
import { useSession } from '#web/session.tsx'

/** Between what is kept and what people type: the workspace's money in the unit that it is shown in. */
export function useMoneyUnits(): { readonly shown: (minor: string) => number; readonly minor: (shown: number) => string } {
  const { currency, moneyDisplay } = useSession().workspace
  const factor = currency === 'IRR' ? (moneyDisplay === 'toman' ? 10 : 1) : 10 ** exponentOf(currency)
  return { shown: (minor) => Number(minor) / factor, minor: (shown) => String(Math.round(shown * factor)) }
}
