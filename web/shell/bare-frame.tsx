import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGES, languageNow } from '#web/i18n.ts'
import { Logo } from '#web/shell/logo.tsx'
import { Segmented } from '#web/ui/segmented.tsx'

export interface BareFrameProps {
  readonly title: string
  readonly text?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The frame of pages that need nobody to be signed in: name, language switch, one card. */
export function BareFrame({ title, text, wide = false, children }: BareFrameProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  return (
    <div className="relative isolate flex min-h-dvh flex-col items-center gap-8 overflow-hidden px-4 py-8 sm:py-14">
      <Rings />
      <header className={`flex w-full items-center justify-between gap-4 ${wide ? 'max-w-2xl' : 'max-w-md'}`}>
        <Logo large />
        <Segmented
          label={t('shell.language')}
          value={languageNow()}
          onChange={(language) => void chooseLanguage(language)}
          options={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
        />
      </header>
      <main className={`flex w-full flex-col gap-6 rounded border border-line bg-surface p-6 sm:p-9 ${wide ? 'max-w-2xl' : 'max-w-md'}`}>
        <div className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold text-balance">{title}</h1>
          {text && <p className="text-ink-soft">{text}</p>}
        </div>
        {children}
      </main>
    </div>
  )
}

/** Circles that do not quite close, after the mark. */
function Rings() {
  return (
    <svg
      viewBox="0 0 800 800"
      aria-hidden
      fill="none"
      className="mirrored absolute -end-60 -top-72 -z-10 size-200 stroke-accent-soft opacity-60"
      strokeWidth="40"
      strokeLinecap="round"
    >
      <path d="M628 300A250 250 0 1 0 648 430" />
      <path d="M748 240A370 370 0 1 0 768 470" />
      <path d="M510 350A130 130 0 1 0 528 420" />
    </svg>
  )
}
