import { PAGES } from '#web/pages.ts'

const IN_SHOP = /^\/in\/([a-z0-9-]+)(?=\/|$)/i
/** Answered by the server itself, or naming their shop already. */
const NO_PAGE = /^\/(?:\/|(?:api|v1|w|p|hooks|in|assets)\/)/

/** The word that an address begins with, /in/WORD/…; null when it names no shop. */
export function handleIn(path: string): string | null {
  return IN_SHOP.exec(path)?.[1]?.toLowerCase() ?? null
}

/** The address of a page in the shop that the page on screen stands in. */
export function inThisShop(href: string): string {
  const handle = handleIn(location.pathname)
  return handle && href.startsWith('/') && !NO_PAGE.test(href) ? inShop(handle, href) : href
}

/** The address of a page, by its own path, in the shop of this word. */
export function inShop(handle: string, path: string): string {
  return `/in/${handle}${path === '/' ? '' : path}`
}

/** The address on screen without the word of its shop. */
export function pathWithoutShop(path: string): string {
  return path.replace(IN_SHOP, '') || '/'
}

/** Where somebody lands who changes the shop: the same page, or the list above it when the page is about one thing of the old shop. */
export function sharedPlace(path: string): string {
  for (let at = path; at !== '' && at !== '/'; at = at.slice(0, at.lastIndexOf('/'))) {
    if (PAGES.some((page) => page.path === at && !page.bare)) return at
  }
  return '/'
}
