import { File as FileIcon, Upload, X } from 'lucide-react'
import { type ClipboardEvent, useState } from 'react'
import { type DropItem, DropZone, FileTrigger, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#web/format.tsx'
import { Button } from '#web/ui/button.tsx'
import { refusalOf, sizeOf } from '#web/ui/file-refusal.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Icon } from '#web/ui/icon.tsx'

interface FileDropProps {
  /** What is wanted: "Orders from your shop". */
  readonly label: string
  readonly hint?: string
  /** Endings of names, such as '.csv'. */
  readonly accept: readonly string[]
  readonly maxBytes: number
  readonly file: File | null
  readonly onFile: (file: File | null) => void
  /** Being sent: nothing can be exchanged now. */
  readonly isBusy?: boolean
}

/** Takes one file: dropped, pasted, or chosen by button. Says politely why a file is not taken and keeps the one before. */
export function FileDrop({ label, hint, accept, maxBytes, file, onFile, isBusy = false }: FileDropProps) {
  const { t } = useTranslation()
  const [refusal, setRefusal] = useState<string | null>(null)
  const words = useFileWords(accept, maxBytes)
  const take = (files: readonly File[]) => {
    const [first, ...others] = files
    if (!first) return setRefusal(t('drop.folder'))
    const reason = others.length > 0 ? t('drop.many') : words.refusal(first)
    setRefusal(reason)
    if (reason === null) onFile(first)
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0 && !isBusy) take([...event.clipboardData.files])
  }
  return (
    <div className="flex flex-col gap-2" onPaste={paste}>
      <DropZone
        isDisabled={isBusy}
        aria-label={label}
        onDrop={(event) => void filesOf(event.items).then(take)}
        className="flex flex-col items-center gap-3 rounded border-2 border-dashed border-line-strong/60 bg-surface px-4 py-8 text-center data-drop-target:border-accent data-drop-target:bg-accent-soft off:opacity-60"
      >
        {({ isDropTarget }) => (
          <>
            <Icon of={Upload} className="size-7 text-accent" />
            <Text slot="label" className="text-base font-medium">
              {label}
            </Text>
            {hint && <p className="max-w-prose text-sm text-ink-soft">{hint}</p>}
            <div className="flex flex-wrap items-center justify-center gap-2 text-sm">
              <span>{isDropTarget ? t('drop.now') : t('drop.here')}</span>
              <FileTrigger acceptedFileTypes={accept.map(asPickerType)} onSelect={(list) => list && take([...list])}>
                <Button size="sm" look={file ? 'plain' : 'primary'} isDisabled={isBusy}>
                  {file ? t('drop.other') : t('drop.browse')}
                </Button>
              </FileTrigger>
            </div>
            <p className="text-xs text-ink-soft">{t('drop.kinds', { kinds: words.kinds, size: words.size(maxBytes) })}</p>
          </>
        )}
      </DropZone>
      <div aria-live="polite">
        {refusal && <p className="rounded bg-bad-soft px-3 py-2 text-sm text-bad">{refusal}</p>}
        {file && <Chosen file={file} size={words.size(file.size)} onRemove={isBusy ? undefined : () => onFile(null)} />}
      </div>
    </div>
  )
}

function Chosen({ file, size, onRemove }: { readonly file: File; readonly size: string; readonly onRemove: (() => void) | undefined }) {
  const { t } = useTranslation()
  return (
    <p className="flex items-center gap-2 rounded border border-line bg-surface px-3 py-1.5 text-sm">
      <Icon of={FileIcon} className="size-4 text-ink-soft" />
      <bdi className="min-w-0 truncate font-medium">{file.name}</bdi>
      <span className="figures grow whitespace-nowrap text-ink-soft">{size}</span>
      {onRemove && <IconButton size="sm" icon={X} label={t('drop.remove', { name: file.name })} onPress={onRemove} />}
    </p>
  )
}

function useFileWords(accept: readonly string[], maxBytes: number) {
  const { t } = useTranslation()
  const format = useFormat()
  const size = (bytes: number) => {
    const { unit, value } = sizeOf(bytes)
    return t(`drop.${unit}`, { n: format.number(value, value < 10 && unit !== 'bytes' ? 1 : 0) })
  }
  const kinds = accept.map((ending) => ending.slice(1).toUpperCase()).join(format.language === 'fa' ? '، ' : ', ')
  const refusal = (file: File) => {
    const reason = refusalOf(file, accept, maxBytes)
    return reason && t(`drop.${reason}`, { name: `\u2068${file.name}\u2069`, kinds, size: size(file.size), most: size(maxBytes) })
  }
  return { size, kinds, refusal }
}

async function filesOf(items: readonly DropItem[]): Promise<File[]> {
  const files = items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : []))
  return Promise.all(files)
}

/** File pickers know only the last ending: '.csv.gz' is '.gz' to them. */
function asPickerType(ending: string): string {
  return ending.slice(ending.lastIndexOf('.'))
}
