import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/ui/button.tsx'
import { Icon } from '#web/ui/icon.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useCopy } from '#web/ui/use-copy.ts'
import { codeSamples, type CodeFor } from './code-samples.ts'

/** Code for a source, ready to paste. */
export function ReadyCode(given: CodeFor) {
  const { t } = useTranslation('tracking')
  const kinds = given.source.kind === 'browser' ? (['snippet', 'browser'] as const) : (['node', 'curl'] as const)
  const [chosen, setChosen] = useState<'snippet' | 'browser' | 'node' | 'curl'>(kinds[0])
  return (
    <div className="grid gap-3">
      <Segmented
        label={t('code.label')}
        value={chosen}
        onChange={setChosen}
        options={kinds.map((id) => ({ id, label: t(`code.${id}`) }))}
      />
      <p className="text-sm text-ink-soft">{t(`codeHint.${chosen}`)}</p>
      <CopyText text={codeSamples(given)[chosen]} label={t('code.label')} />
    </div>
  )
}

/** A text for machines with a button that copies it. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation()
  const copy = useCopy()
  return (
    <div className="grid gap-2">
      <pre
        dir="ltr"
        tabIndex={0}
        role="region"
        aria-label={label}
        className="max-h-60 overflow-auto rounded border border-line bg-sunken p-3 text-start text-sm break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
      <div>
        <Button size="sm" icon={<Icon of={Copy} />} onPress={() => void copy(text)}>
          {t('copy.action')}
        </Button>
      </div>
    </div>
  )
}
