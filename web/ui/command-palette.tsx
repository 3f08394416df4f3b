import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Heading,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type CommandEntry, groupsOf, matchingEntries } from '#web/ui/command-entries.ts'
import { choiceLook, floatingLook } from '#web/ui/floating.ts'
import { Icon } from '#web/ui/icon.tsx'
import { Spinner } from '#web/ui/spinner.tsx'

type SearchEntries = (text: string, signal: AbortSignal) => Promise<readonly CommandEntry[]>

interface CommandPaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Pages and actions; found here without the server. */
  readonly entries: readonly CommandEntry[]
  /** What the server finds (useCommandSearch gives customers and orders). */
  readonly search?: SearchEntries
}

/** Search over everything, opened by Ctrl/⌘ K: type, arrows, Enter. */
export function CommandPalette({ isOpen, onOpenChange, entries, search }: CommandPaletteProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} isDismissable className="fixed inset-0 z-50 bg-scrim p-4 sm:pt-[12vh]">
      <Modal className={`${floatingLook} mx-auto flex max-h-[min(32rem,80dvh)] w-full max-w-xl flex-col overflow-hidden`}>
        <Dialog className="flex min-h-0 flex-col outline-none">
          {({ close }) => (
            <>
              <Heading slot="title" className="sr-only">
                {t('palette.title')}
              </Heading>
              <PaletteSearch entries={entries} search={search} onDone={close} />
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface PaletteSearchProps extends Pick<CommandPaletteProps, 'entries' | 'search'> {
  readonly onDone: () => void
}

function PaletteSearch({ entries, search, onDone }: PaletteSearchProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { found, state } = useFound(search, text.trim())
  const all = [...matchingEntries(entries, text), ...found]
  const open = (id: string) => {
    all.find((entry) => entry.id === id)?.run?.()
    onDone()
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label={t('palette.title')} autoFocus className="flex items-center gap-3 border-b border-line px-4">
        <Icon of={Search} className="size-5 text-ink-soft" />
        <Input
          dir={text ? 'auto' : undefined}
          placeholder={t('palette.placeholder')}
          className="h-13 min-w-0 grow bg-transparent text-base outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        {state === 'searching' && <Spinner />}
      </SearchField>
      <Menu
        aria-label={t('palette.title')}
        items={groupsOf(all)}
        onAction={(key) => open(String(key))}
        className="min-h-0 grow overflow-auto p-2 outline-none"
        renderEmptyState={() => (
          <p className="p-6 text-center text-sm text-ink-soft">
            {state === 'searching' ? t('palette.searching') : t('palette.none', { text })}
          </p>
        )}
      >
        {(group) => (
          <MenuSection id={group.name} items={group.entries}>
            <Header className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-soft">{group.name}</Header>
            {group.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </MenuSection>
        )}
      </Menu>
      {state === 'failed' && (
        <p role="alert" className="border-t border-line px-4 py-2 text-sm text-warn">
          {t('palette.failed')}
        </p>
      )}
      <Keys />
      <p className="sr-only" aria-live="polite">
        {state === 'ready' && text ? t('palette.results', { count: all.length }) : ''}
      </p>
    </Autocomplete>
  )
}

function Entry({ entry }: { readonly entry: CommandEntry }) {
  return (
    <MenuItem id={entry.id} href={entry.href} textValue={entry.label} className={`${choiceLook} cursor-pointer py-2`}>
      {entry.icon && <Icon of={entry.icon} className="size-4.5 text-ink-soft" />}
      <bdi className="min-w-0 grow truncate">{entry.label}</bdi>
      {entry.hint && <bdi className="max-w-[45%] truncate text-xs text-ink-soft">{entry.hint}</bdi>}
    </MenuItem>
  )
}

function Keys() {
  const { t } = useTranslation()
  const keys = [
    ['↑ ↓', t('palette.move')],
    ['↵', t('palette.open')],
    ['Esc', t('palette.close')],
  ]
  return (
    <p aria-hidden className="hidden gap-4 border-t border-line px-4 py-2 text-xs text-ink-soft sm:flex">
      {keys.map(([key, word]) => (
        <span key={key} className="flex items-center gap-1.5">
          <kbd className="code-run rounded border border-line bg-sunken px-1.5">{key}</kbd>
          {word}
        </span>
      ))}
    </p>
  )
}

const PAUSE = 150

/** What the server finds for the text, after a pause in typing; an answer that is overtaken is dropped. */
function useFound(search: SearchEntries | undefined, text: string) {
  const [answer, setAnswer] = useState<{ readonly text: string; readonly found: readonly CommandEntry[]; readonly failed: boolean }>({
    text: '',
    found: [],
    failed: false,
  })
  const ask = useEffectEvent((signal: AbortSignal) => search?.(text, signal) ?? Promise.resolve([]))
  const canAsk = search !== undefined
  useEffect(() => {
    if (!canAsk || !text) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask(stop.signal).then(
        (found) => !stop.signal.aborted && setAnswer({ text, found, failed: false }),
        () => !stop.signal.aborted && setAnswer({ text, found: [], failed: true }),
      )
    }, PAUSE)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [text, canAsk])
  if (!search || !text) return { found: [], state: 'ready' as const }
  if (answer.text !== text) return { found: answer.found, state: 'searching' as const }
  return { found: answer.found, state: answer.failed ? ('failed' as const) : ('ready' as const) }
}
