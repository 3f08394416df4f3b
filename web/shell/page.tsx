import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Icon } from '#web/ui/icon.tsx'

export interface PageProps {
  readonly title: string
  /** The one question that this page answers. */
  readonly question?: ReactNode
  readonly actions?: ReactNode
  /** The list that this thing stands in. */
  readonly back?: string
  readonly children: ReactNode
}

/** The frame of every page: title and question, what can be done with the whole of it, and the content. */
export function Page({ title, question, actions, back, children }: PageProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-6 px-4 py-6 sm:px-8 sm:py-8 print:max-w-none print:p-0">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          {back && (
            <Link href={back} className="mb-2 inline-flex items-center gap-1.5 rounded text-sm text-ink-soft no-underline hovered:text-ink">
              <Icon of={ArrowLeft} mirrored />
              {t('actions.back')}
            </Link>
          )}
          <h1 className="text-2xl font-semibold text-balance break-words">
            <bdi>{title}</bdi>
          </h1>
          {question && <p className="max-w-prose text-ink-soft">{question}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
