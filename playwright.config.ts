import { defineConfig } from '@playwright/test'
import { browserPath } from './e2e/browser.ts'
import type { Stage } from './e2e/shop.ts'
import type { Language } from './e2e/words.ts'
import { quickFolder } from './test/quick-folder.ts'

const executablePath = await browserPath()
// For this process and all that it starts: shops are made and thrown away.
process.env.TMPDIR = quickFolder()

export default defineConfig<object, { language: Language; stage: Stage }>({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/e2e',
  globalSetup: './e2e/build.ts',
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  forbidOnly: true,
  use: {
    // Without a UTF-8 locale Chromium cannot open a file with a Persian name.
    launchOptions: { executablePath, args: ['--no-sandbox'], env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    // Entrances would only be waited for.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'fa', use: { language: 'fa', locale: 'fa-IR', timezoneId: 'Asia/Tehran' } },
    { name: 'en', use: { language: 'en', locale: 'en-GB', timezoneId: 'Europe/London' } },
  ],
})
