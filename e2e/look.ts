import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Language } from './words.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** All that a theme can change: the structure of a page is the same in both. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** Names of words that were not found. */
const KEYS = /\b[a-z]+[a-z_]*(?:[.:][a-zA-Z_-]+)+\b/g
/** Some words arrive after the others. */
const soon = expect.configure({ soft: true, timeout: 5000 })

/** Opens a page and waits until it has said everything it has to say. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading').first().waitFor()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  if (path === '/insights/return') await expect(page.locator('canvas, svg[role=img], [role=application] svg').first()).toBeVisible()
}

/** What a person reads on the page, without codes, names and addresses of the data, which stand in isolation. */
async function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    for (const each of copy.querySelectorAll('script, style, bdi, kbd, pre, .code-run, [dir=ltr], [dir=auto]')) each.remove()
    document.body.append(copy)
    const text = copy.innerText
    copy.remove()
    return text.replace(/\u2068[^\u2069]*\u2069/g, '')
  })
}

/** Colours fade from one theme to the other; halfway they are neither. What turns for ever, such as a spinner, is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const ends = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ends.map(({ finished }) => finished))
  })
}

export interface Shown {
  readonly name: string
  readonly language: Language
  /** All that axe looks at, on a page that says the same in one way for hundreds of things. */
  readonly part?: string
}

export interface Looked extends Shown {
  readonly path: string
}

/** A page is looked at once: by axe, its colours in both themes, its words, and whether it fits a telephone. What is wrong is named, and the next page looked at. */
export async function look(page: Page, { path, ...shown }: Looked): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  // Before the page is there, so that nothing which arrives late fades from the theme of the page before.
  await page.emulateMedia({ colorScheme: 'light' })
  await open(page, path)
  await lookAround(page, shown)
}

/** The same for what no address leads to: a step on the way, as it stands there now. */
export async function lookAround(page: Page, { name, language, part }: Shown): Promise<void> {
  // What has scrolled below the bar above the page is no target.
  await page.evaluate(() => scrollTo(0, 0))
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'fa' ? 'rtl' : 'ltr')
  const foreign = language === 'fa' ? /.*[0-9].*/g : /.*[۰-۹].*/g
  await soon.poll(async () => (await textOf(page)).match(KEYS) ?? [], { message: `${name}: keys` }).toEqual([])
  await soon.poll(async () => (await textOf(page)).match(foreign) ?? [], { message: `${name}: digits` }).toEqual([])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settled(page)
    const found = await violationsOf(page, colorScheme === 'light' ? { tags: TAGS } : { rules: COLOURS }, part)
    expect.soft(found, `${name}: axe, ${colorScheme}`).toEqual([])
  }
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect.soft(over, `${name}: sideways at ${width}`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

type Wanted = { readonly tags: string[] } | { readonly rules: string[] }

/** In one go on the page itself: the newer way opens a second page to put the answers of frames together, which takes four times as long, and there are none. */
async function violationsOf(page: Page, wanted: Wanted, part: string | undefined): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (part) axe.include(part)
  const { violations } = await ('tags' in wanted ? axe.withTags(wanted.tags) : axe.withRules(wanted.rules)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
}
