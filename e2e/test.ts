import { test as base } from '@playwright/test'
import { formatNumber } from '#pure/numbers'
import { openShop, type Shop, type Stage } from './shop.ts'
import { type Language, type Words, wordsOf } from './words.ts'

interface InTest {
  readonly t: Words
  /** A number in the language's digits. */
  readonly n: (value: number) => string
}

interface InWorker {
  readonly language: Language
  /** Said once in a file, by `test.use({ stage })`: the file then has a program of its own, that far along. */
  readonly stage: Stage
  readonly shop: Shop
}

/** Playwright's test with a real program behind it, its owner signed in. */
export const test = base.extend<InTest, InWorker>({
  language: ['fa', { option: true, scope: 'worker' }],
  stage: ['sample', { option: true, scope: 'worker' }],
  shop: [
    async ({ language, stage }, use) => {
      const shop = await openShop(language, stage)
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ shop }, use) => use(shop.url),
  storageState: async ({ shop }, use) => use(shop.owner),
  t: async ({ language }, use) => use(wordsOf(language)),
  n: async ({ language }, use) => use((value) => formatNumber(value, language)),
})

export { expect } from '@playwright/test'
