import { useEffect, useState } from 'react'
import type { Language } from '#pure/numbers'
import { showLanguageOf } from '#web/i18n.ts'
import { KitBase } from '#web/kit/kit-base.tsx'
import { KitCharts } from '#web/kit/kit-charts.tsx'
import { KitFields } from '#web/kit/kit-fields.tsx'
import { KitPickers } from '#web/kit/kit-pickers.tsx'
import { KitTables } from '#web/kit/kit-tables.tsx'

type Look = { readonly language: Language; readonly theme: 'light' | 'dark' }

const LOOKS: readonly Look[] = [
  { language: 'fa', theme: 'light' },
  { language: 'en', theme: 'light' },
  { language: 'fa', theme: 'dark' },
  { language: 'en', theme: 'dark' },
]

/** Every part of the kit, in both directions and both themes side by side; `?look=fa-dark` shows one of the four alone. */
export function KitPage() {
  const asked = new URLSearchParams(window.location.search).get('look')
  const look = LOOKS.find((each) => nameOf(each) === asked)
  if (look) return <OneLook look={look} />
  return (
    <main className="grid gap-2 bg-sunken p-2 lg:grid-cols-2">
      <h1 className="sr-only">Bazgasht kit</h1>
      {LOOKS.map((each) => (
        <iframe
          key={nameOf(each)}
          title={nameOf(each)}
          src={`?look=${nameOf(each)}`}
          className="h-[90vh] w-full rounded border border-line"
        />
      ))}
    </main>
  )
}

/** A frame of its own per look, so that overlays, direction and tokens are those of a real page. */
function OneLook({ look }: { readonly look: Look }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    document.documentElement.dataset.theme = look.theme
    void showLanguageOf(look.language).then(() => setShown(true))
  }, [look])
  if (!shown) return null
  return (
    <main className="mx-auto flex min-h-dvh max-w-6xl flex-col gap-8 bg-canvas p-4 text-ink sm:p-8">
      <h1 className="text-2xl font-bold">{look.language === 'fa' ? 'اجزای رابط بازگشت' : 'The parts of Bazgasht'}</h1>
      <KitBase />
      <KitFields />
      <KitTables />
      <KitPickers />
      <KitCharts />
    </main>
  )
}

function nameOf({ language, theme }: Look): string {
  return `${language}-${theme}`
}
