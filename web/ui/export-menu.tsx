import { Download } from 'lucide-react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#web/ui/icon-button.tsx'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'

export interface ExportLinks {
  readonly csv: string
  readonly xlsx: string
}

interface ExportMenuProps extends ExportLinks {
  /** What is exported, when the place does not say it. */
  readonly label?: string
}

/** Downloads everything behind a table, chart or number as CSV or XLSX. */
export function ExportMenu({ csv, xlsx, label }: ExportMenuProps) {
  const { t } = useTranslation()
  return (
    <MenuTrigger>
      <IconButton size="sm" icon={Download} label={label ?? t('table.export')} />
      <Popover placement="bottom end" className={`${floatingLook} min-w-48`}>
        <Menu className="p-1 outline-none" aria-label={label ?? t('table.export')}>
          <MenuItem href={csv} download="" className={choiceLook}>
            {t('table.csv')}
          </MenuItem>
          <MenuItem href={xlsx} download="" className={choiceLook}>
            {t('table.xlsx')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
