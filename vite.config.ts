import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { snippet } from './snippet/build.ts'

/** Dates, numbers typed, long lists, tabs: the first page has none of them. */
const FIELDS =
  /(react-virtual|virtual-core|@internationalized[\\/](?:date|number)|useFormattedTextField|useNumberFormatter|grid[\\/]useGridSelection|react-(?:aria|stately|aria-components)[\\/]dist[\\/]private[\\/](?:calendar|datepicker|combobox|numberfield|spinbutton|tag|gridlist|autocomplete|tabs|Calendar|Date|ComboBox|NumberField|TagGroup|GridList|Autocomplete|Tabs)|web[\\/]ui[\\/](?:date|calendar|combobox|number-field|tags|tabs|data-table|filter-bar|use-table))/
const PARTS = /(node_modules[\\/](react-aria|react-stately|@internationalized|lucide-react)|web[\\/](ui|shell|[a-z-]+\.tsx?$))/

/** What every page needs, then what most pages share, then what forms and lists share: each as one file. */
const SHARED = [
  {
    name: 'base',
    test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack[\\/](react-router|router-core|history|react-query|query-core))[\\/]/,
    priority: 2,
  },
  {
    name: 'shared',
    test: (id: string) => PARTS.test(id) && !FIELDS.test(id),
    // The more pages there are, the more of them must need a part before every first page takes it along.
    minShareCount: 10,
    priority: 1,
  },
  { name: 'fields', test: FIELDS, minShareCount: 2, priority: 0 },
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
    // The one that draws charts is, and loads when there is a chart; what a first page takes is held to by a check.
    chunkSizeWarningLimit: 1000,
    // Without this every small part shared by two pages is a request of its own: fifty for the first page.
    rolldownOptions: { output: { codeSplitting: { groups: SHARED } } },
  },
  server: { port: 5173, proxy: { '^/api/': 'http://localhost:3000' } },
})
