import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormatProvider, settingsFor } from '#web/format.tsx'
import { loadAllWords } from '#web/i18n.ts'
import { openLive, useLive } from '#web/live.ts'
import { keepToRights, useSession } from '#web/session.tsx'
import { ConnectionNotice } from '#web/shell/connection-notice.tsx'
import { SideBar } from '#web/shell/side-bar.tsx'
import { TopBar } from '#web/shell/top-bar.tsx'
import { useGoKeys } from '#web/shell/use-go-keys.ts'
import { ShortcutsDialog, useShortcut } from '#web/ui/shortcuts.tsx'

const loadPalette = async () => ({ default: (await import('#web/shell/palette.tsx')).Palette })
const Palette = lazy(loadPalette)
const ClosingBanner = lazy(async () => {
  const [page] = await Promise.all([import('../../modules/workspaces/web/deletion/ClosingBanner.tsx'), loadAllWords()])
  return { default: page.ClosingBanner }
})
const CALM_MS = 1_500

const SecondFactorGate = lazy(async () => {
  const [{ SecondFactorGate }] = await Promise.all([
    import('../../modules/accounts/web/second-factor/SecondFactorGate.tsx'),
    loadAllWords(),
  ])
  return { default: SecondFactorGate }
})

/** What is around every page of a signed-in person; instead of it all, how to set up the second step that a workspace asks for. */
export function AppFrame() {
  const { isOn, isRequired } = useSession().secondFactor
  if (!isRequired || isOn) return <Frame />
  return (
    <Suspense>
      <SecondFactorGate />
    </Suspense>
  )
}

/** Side bar, top bar and everything that is there on every page of a signed-in person. */
function Frame() {
  const { t } = useTranslation()
  const { workspace, closing, preferences } = useSession()
  const settings = useMemo(() => settingsFor(workspace, preferences), [workspace, preferences])
  const queries = useQueryClient()
  const [isSearching, setSearching] = useState(false)
  const search = useCallback(() => setSearching(true), [])
  useEffect(() => {
    const onGap = () => void queries.invalidateQueries()
    return openLive({ onGap, onReturn: () => void keepToRights(queries) })
  }, [queries, workspace.id])
  // Orders came in or went out, or a setting changed: every figure on the page may be another one.
  const refresh = () => void queries.invalidateQueries()
  useLive('import.finished', refresh)
  useLive('import.undone', refresh)
  useLive('workspace.changed', refresh)
  useEffect(() => {
    // Fetched once the page stands: what is typed right after Ctrl K would be lost while its code comes.
    const timer = setTimeout(() => void loadPalette(), CALM_MS)
    return () => clearTimeout(timer)
  }, [])
  useGoKeys()
  useShortcut('mod+k', t('shortcuts.search'), search)
  return (
    <FormatProvider settings={settings}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-3 focus:z-50 focus:rounded focus:bg-surface focus:px-4 focus:py-2"
      >
        {t('shell.skip')}
      </a>
      <div className="flex min-h-dvh">
        <SideBar />
        <div className="flex min-w-0 grow flex-col">
          <TopBar onSearch={search} />
          <ConnectionNotice />
          <Suspense>{closing && <ClosingBanner />}</Suspense>
          <main id="content" tabIndex={-1} className="grow outline-none">
            <Outlet />
          </main>
        </div>
      </div>
      <Suspense>{isSearching && <Palette isOpen onOpenChange={setSearching} />}</Suspense>
      <ShortcutsDialog />
    </FormatProvider>
  )
}
