import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { snippet } from './snippet/build.ts'

/** What every page needs, then what two or more pages share, each as one file. */
const SHARED = [
  {
    name: 'base',
    test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack[\\/](react-router|router-core|history|react-query|query-core))[\\/]/,
    priority: 2,
  },
  {
    name: 'shared',
    test: /(node_modules[\\/](react-aria|react-stately|@internationalized|lucide-react)|web[\\/](ui|shell|[a-z-]+\.tsx?$))/,
    minShareCount: 5,
    priority: 1,
  },
]

export default defineConfig({
  root: 'web',
  cacheDir: '../node_modules/.vite',
  plugins: [react(), tailwind(), { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }, snippet()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // The content security policy allows no inline script or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Without this every small part shared by two pages is a request of its own: fifty for the first page.
    rolldownOptions: { output: { codeSplitting: { groups: SHARED } } },
  },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' } },
})
