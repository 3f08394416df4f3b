import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#web/ui/icon-button.tsx'
import { useCopy } from '#web/ui/use-copy.ts'

interface CopyTextProps {
  readonly label: string
  readonly text: string
  /** Shown as dots, unless the browser does not let it be copied. */
  readonly isSecret?: boolean
}

/** A text to be put into another program, with a button that copies it. */
export function CopyText({ label, text, isSecret = false }: CopyTextProps) {
  const { t } = useTranslation('shops')
  const [isCopied, setCopied] = useState<boolean | null>(null)
  const copy = useCopy()
  return (
    <div className="grid gap-1">
      <span className="text-sm font-medium">{label}</span>
      <div className="flex items-center gap-2">
        <code dir="ltr" className="min-w-0 grow rounded border border-line bg-sunken px-3 py-2 text-start text-sm break-all">
          {isSecret && isCopied !== false ? '•'.repeat(24) : text}
        </code>
        <IconButton
          icon={isCopied ? Check : Copy}
          label={t(isCopied ? 'door.copied' : 'door.copy', { what: label })}
          onPress={() => void copy(text).then(setCopied)}
        />
      </div>
    </div>
  )
}
