import { useTranslation } from 'react-i18next'

/** The mark and the name of the product. */
export function Logo({ large = false }: { readonly large?: boolean }) {
  const { t } = useTranslation()
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg viewBox="0 0 32 32" className={large ? 'size-10' : 'size-7'} fill="none" aria-hidden>
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <g className="stroke-on-accent" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
          <path d="M22.5 12.2A8 8 0 1 0 24 17" />
          <path d="M23.6 7.4v5.2h-5.2" />
        </g>
      </svg>
      <span className={large ? 'text-2xl font-bold' : 'text-lg font-bold'}>{t('product')}</span>
    </span>
  )
}
