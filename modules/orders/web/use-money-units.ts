import { exponentOf } from '#pure/money'
import { useFormat } from '#web/format.tsx'

/** Between what is kept and what people type: the workspace's money in the unit that it is shown in. */
export function useMoneyUnits() {
  const { currency, moneyDisplay, moneyUnit } = useFormat()
  const factor = currency === 'IRR' ? (moneyDisplay === 'toman' ? 10 : 1) : 10 ** exponentOf(currency)
  return {
    unit: moneyUnit(),
    shown: (minor: string | null) => (minor === null ? NaN : Number(minor) / factor),
    minor: (shown: number) => (Number.isFinite(shown) ? String(Math.round(shown * factor)) : null),
  }
}
