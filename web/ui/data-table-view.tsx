import { Check, Settings2 } from 'lucide-react'
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import type { Column, TableChoice } from '#web/ui/data-table-columns.ts'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'

interface TableViewProps {
  readonly columns: readonly Pick<Column<unknown>, 'id' | 'heading'>[]
  readonly choice: TableChoice
  /** The row height now shown, whoever chose it. */
  readonly density: 'comfortable' | 'compact'
  readonly onChange: (choice: TableChoice) => void
}

/** The menu of a table's columns and row height. */
export function TableView({ columns, choice, density, onChange }: TableViewProps) {
  const { t } = useTranslation()
  const others = columns.slice(1)
  const shown = others.map((column) => column.id).filter((id) => !choice.hidden.includes(id))
  return (
    <MenuTrigger>
      <Button look="quiet" size="sm" icon={<Icon of={Settings2} />}>
        {t('table.view')}
      </Button>
      <Popover placement="bottom end" className={`${floatingLook} min-w-52`}>
        <Menu className="max-h-96 overflow-auto p-1 outline-none" aria-label={t('table.view')}>
          {others.length > 0 && (
            <MenuSection
              selectionMode="multiple"
              selectedKeys={shown}
              onSelectionChange={(keys) =>
                onChange({ ...choice, hidden: others.map((column) => column.id).filter((id) => keys !== 'all' && !keys.has(id)) })
              }
            >
              <Header className="px-2.5 py-1 text-xs text-ink-soft">{t('table.columns')}</Header>
              {others.map((column) => (
                <Choice key={column.id} id={column.id} label={column.heading} />
              ))}
            </MenuSection>
          )}
          <Separator className="my-1 h-px bg-line" />
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[density]}
            onSelectionChange={(keys) =>
              onChange({ ...choice, density: keys !== 'all' && keys.has('compact') ? 'compact' : 'comfortable' })
            }
          >
            <Header className="px-2.5 py-1 text-xs text-ink-soft">{t('table.density')}</Header>
            <Choice id="comfortable" label={t('table.comfortable')} />
            <Choice id="compact" label={t('table.compact')} />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Choice({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <MenuItem id={id} textValue={label} className={choiceLook}>
      {({ isSelected }) => (
        <>
          <span className="w-4">{isSelected && <Icon of={Check} />}</span>
          {label}
        </>
      )}
    </MenuItem>
  )
}
