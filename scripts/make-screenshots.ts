// Makes the pictures of the README from the sample shop: docs/images/{today,return}.{en,fa}.png. Run it when those pages look different:
// node scripts/ensure.mjs && node scripts/make-screenshots.ts
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { startBrowser } from '../e2e/browser.ts'
import { openShop } from '../e2e/shop.ts'
import type { Language } from '../e2e/words.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'images')
const PAGES = { today: '/', return: '/insights/return' }
const SIZE = { width: 1280, height: 960 }

mkdirSync(FOLDER, { recursive: true })
const browser = await startBrowser()
try {
  for (const language of ['en', 'fa'] as const) await picture(browser, language)
} finally {
  await browser.close()
}

/** Takes the pictures of one language from a shop of its own. */
async function picture(browser: Browser, language: Language): Promise<void> {
  const shop = await openShop(language, 'sample')
  try {
    const context = await browser.newContext({
      baseURL: shop.url,
      storageState: shop.owner,
      viewport: SIZE,
      locale: language === 'fa' ? 'fa-IR' : 'en-GB',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(path)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      // Charts draw after their code has come.
      await page.waitForTimeout(1_000)
      await page.screenshot({ path: join(FOLDER, `${name}.${language}.png`) })
    }
    await context.close()
  } finally {
    await shop.stop()
  }
}
