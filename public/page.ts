import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import { renderToString } from 'preact-render-to-string'
import { accentStyle, STYLE } from './style.ts'

export type Language = 'fa' | 'en'

/** What htm makes of a template. */
export type View = ReturnType<typeof html>

/** A page for people who have no account: words in their language, under the shop's name. */
export interface PublicPage {
  readonly language: Language
  /** The shop's name. */
  readonly shop: string
  /** Its logo and colour; a page without it wears ours. */
  readonly looks?: Looks
  readonly title: string
  readonly content: View
  readonly status?: number
}

interface Looks {
  readonly id: string
  readonly accent: string | null
  readonly logo: string | null
}

const STYLE_HASH = hashOf(STYLE)

/** Answers with a page that no search engine lists, no cache keeps, and whose address no other site learns. */
export async function answerPage(reply: FastifyReply, page: PublicPage): Promise<null> {
  await reply
    .status(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': policyOf(page),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
    .send(pageText(page))
  return null
}

/** Nothing but our own style sheets, the shop's logo and forms to ourselves; nobody may frame the page. */
function policyOf({ looks }: PublicPage): string {
  const styles = [STYLE_HASH, ...(looks?.accent ? [hashOf(accentStyle(looks.accent))] : [])].map((hash) => `'sha256-${hash}'`).join(' ')
  const images = looks?.logo ? "; img-src 'self'" : ''
  return `default-src 'none'; style-src ${styles}${images}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
}

function hashOf(style: string): string {
  return createHash('sha256').update(style).digest('base64')
}

/** The whole page as text. */
export function pageText({ language, shop, looks, title, content }: PublicPage): string {
  const other = language === 'fa' ? 'en' : 'fa'
  return `<!doctype html>${renderToString(html`
    <html lang=${language} dir=${language === 'fa' ? 'rtl' : 'ltr'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <title>${shop ? `${title} · ${shop}` : title}</title>
        <style dangerouslySetInnerHTML=${{ __html: STYLE }} />
        ${looks?.accent && html`<style dangerouslySetInnerHTML=${{ __html: accentStyle(looks.accent) }} />`}
      </head>
      <body>
        <header>
          <strong>
            ${looks?.logo && html`<img src=${`/p/logo/${looks.id}/${looks.logo}`} alt="" class="logo" />`}
            <bdi>${shop}</bdi>
          </strong>
          <a href=${`?lang=${other}`} lang=${other} hreflang=${other}>${other === 'fa' ? 'فارسی' : 'English'}</a>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>
  `)}`
}

/** The visitor's language: the one they chose on the page, else the first of ours that their browser asks for, else the shop's. */
export function languageOfVisitor(request: FastifyRequest, shop: Language): Language {
  const chosen = new URL(request.url, 'http://localhost').searchParams.get('lang')
  if (chosen === 'fa' || chosen === 'en') return chosen
  const asked = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase().slice(0, 2))
    .find((each) => each === 'fa' || each === 'en')
  return asked === 'fa' || asked === 'en' ? asked : shop
}

/** The fields of a form as it was sent. */
export function readForm(bytes: Buffer): URLSearchParams {
  return new URLSearchParams(bytes.toString('utf8'))
}

/** How much of a form is read. */
export const FORM_LIMIT = 32_768

/** A place on the same page after a form, so that reloading sends nothing again. */
export async function answerElsewhere(reply: FastifyReply, path: string): Promise<null> {
  await reply.status(303).header('location', path).header('cache-control', 'no-store').send()
  return null
}
