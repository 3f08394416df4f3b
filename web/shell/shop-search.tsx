import { Check } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { choiceLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'
import type { MenuChoice } from '#web/ui/menu.tsx'

/** Many shops: type some letters, arrows, Enter. */
export function ShopSearch({ choices }: { readonly choices: readonly MenuChoice[] }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Dialog aria-label={t('shell.workspace')} className="flex flex-col outline-none">
      <Autocomplete filter={contains} inputValue={text} onInputChange={setText}>
        <SearchField aria-label={t('shell.find_workspace')} autoFocus className="border-b border-line px-3">
          <Input
            dir={text ? 'auto' : undefined}
            placeholder={t('shell.find_workspace')}
            className="h-10 w-full bg-transparent text-sm outline-none [&::-webkit-search-cancel-button]:hidden"
          />
        </SearchField>
        <Menu
          aria-label={t('shell.workspace')}
          className="max-h-[60dvh] overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="p-3 text-sm text-ink-soft">{t('palette.none', { text })}</p>}
        >
          {choices.map(({ id, label, mark, href, isChosen }) => (
            <MenuItem key={id} id={id} href={href} textValue={label} className={choiceLook}>
              {mark}
              <span className="flex min-w-0 grow">
                <bdi className="truncate">{label}</bdi>
              </span>
              {isChosen && <Icon of={Check} />}
            </MenuItem>
          ))}
        </Menu>
      </Autocomplete>
    </Dialog>
  )
}
