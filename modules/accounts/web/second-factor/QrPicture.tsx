import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Spinner } from '#web/ui/spinner.tsx'

/** A text as a picture that phones read. It stays dark on white in dark pages: many apps read nothing else. */
export function QrPicture({ text }: { readonly text: string }) {
  const { t } = useTranslation('accounts-second-factor')
  const { data } = useQuery({ queryKey: ['qr', text], queryFn: () => drawn(text), staleTime: Infinity, gcTime: 0 })
  return (
    <div className="grid size-52 place-items-center overflow-hidden rounded border border-line bg-[#fff]">
      {data ? <img src={data} alt={t('picture')} className="size-full" /> : <Spinner />}
    </div>
  )
}

/** Loaded only where somebody sets this up. */
async function drawn(text: string): Promise<string> {
  const { toString } = await import('qrcode')
  const svg = await toString(text, { type: 'svg', margin: 3, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
