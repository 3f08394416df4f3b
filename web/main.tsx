import './app-styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { isFailure } from '#web/failure.ts'
import { loadAllWords, startLanguage } from '#web/i18n.ts'
import { startReading } from '#web/reading.ts'
import { createAppRouter } from '#web/router.tsx'
import { installAriaWords } from '#web/ui/aria-words.ts'
import { followSystemTheme } from '#web/theme.ts'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays a refusal; only a lost connection or a stumbling server is worth another try.
      retry: (count, thrown) => count < 2 && (!isFailure(thrown) || thrown.status === 0 || thrown.status >= 500),
    },
  },
})

followSystemTheme()
startReading()
await startLanguage()
installAriaWords()

const element = document.getElementById('root')
if (element) {
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={createAppRouter(queries)} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

// What an error or the palette may say comes from any module; it is fetched once the first page is at rest.
setTimeout(() => void loadAllWords(), 3_000)
