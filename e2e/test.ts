import { test as base } from '@playwright/test'
import { formatNumber } from '#pure/numbers'
import { enliven, type Living } from './living-shop.ts'
import { openShop, type Shop, type Stage } from './shop.ts'
import { type Language, type Words, wordsOf } from './words.ts'

interface InTest {
  readonly t: Words
  /** A number in the language's digits. */
  readonly n: (value: number) => string
}

interface InWorker {
  readonly language: Language
  /** How far along the program is. */
  readonly stage: Stage
  /** Names the one file that a program is for, by `test.use({ stage, only })`: workers else hand a program on to the next file. */
  readonly only: string
  readonly shop: Shop
  /** The same shop once everything was used in it. */
  readonly living: Living
}

/** Playwright's test with a real program behind it, its owner signed in. */
export const test = base.extend<InTest, InWorker>({
  language: ['fa', { option: true, scope: 'worker' }],
  stage: ['sample', { option: true, scope: 'worker' }],
  only: ['', { option: true, scope: 'worker' }],
  shop: [
    async ({ language, stage }, use) => {
      const shop = await openShop(language, stage)
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  living: [async ({ shop, language }, use) => use(await enliven(shop, shop.owner, language)), { scope: 'worker', timeout: 60_000 }],
  baseURL: async ({ shop }, use) => use(shop.url),
  storageState: async ({ shop }, use) => use(shop.owner),
  t: async ({ language }, use) => use(wordsOf(language)),
  n: async ({ language }, use) => use((value) => formatNumber(value, language)),
})

export { expect } from '@playwright/test'
