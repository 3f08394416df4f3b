import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../hours/api.ts'
import type { IranHolidayName } from '../../hours/domain-iran.ts'

/** What a holiday is called: official ones in the reader's language, others as their calendar says. */
export function useHolidayName(): (holiday: Pick<Holiday, 'name' | 'source'>) => string {
  const { t, i18n } = useTranslation('workspaces-hours')
  return useCallback(
    ({ name, source }) => {
      if (name === '') return t('holidays.unnamed')
      return source === 'iran' && isOfficial(name) && i18n.exists(`workspaces-hours:iran.${name}`) ? t(`iran.${name}`) : name
    },
    [t, i18n],
  )
}

/** Only the server makes these, from the same list. */
function isOfficial(name: string): name is IranHolidayName {
  return /^[a-z_0-9]+$/.test(name)
}
