import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#web/ui/icon-button.tsx'

interface CopyTextProps {
  readonly label: string
  readonly text: string
  /** Shown as dots until it is copied. */
  readonly isSecret?: boolean
}

/** A text to be put into another program, with a button that copies it. */
export function CopyText({ label, text, isSecret = false }: CopyTextProps) {
  const { t } = useTranslation('shops')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="grid gap-1">
      <span className="text-sm font-medium">{label}</span>
      <div className="flex items-center gap-2">
        <code dir="ltr" className="min-w-0 grow rounded border border-line bg-sunken px-3 py-2 text-start text-sm break-all">
          {isSecret ? '•'.repeat(24) : text}
        </code>
        <IconButton
          icon={isCopied ? Check : Copy}
          label={t(isCopied ? 'door.copied' : 'door.copy', { what: label })}
          onPress={() => void copy()}
        />
      </div>
    </div>
  )
}
