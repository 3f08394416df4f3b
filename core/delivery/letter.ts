/** A letter in one language. */
export interface Letter {
  readonly language: 'fa' | 'en'
  readonly subject: string
  readonly body: string
}

/** A letter's text as a page that mail programs show: paragraphs in the direction of the language, addresses as links, nothing else. */
export function letterHtml({ language, body }: Omit<Letter, 'subject'>): string {
  const direction = language === 'fa' ? 'rtl' : 'ltr'
  const paragraphs = body.split(/\n{2,}/).map((text) => `<p style="margin:0 0 1em">${linked(escaped(text)).replaceAll('\n', '<br>')}</p>`)
  return `<!doctype html><html lang="${language}" dir="${direction}"><meta charset="utf-8"><body style="font:16px/1.8 Vazirmatn,Tahoma,sans-serif;max-width:36em;margin:0 auto;padding:1em">${paragraphs.join('')}</body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function linked(text: string): string {
  return text.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}" dir="ltr">${url}</a>`)
}

const MINUTE = 60_000
const WAITS = [1, 5, 30, 120, 360, 1440].map((minutes) => minutes * MINUTE)

/** How long a letter waits after so many attempts; null when it is given up. */
export function waitAfter(attempts: number): number | null {
  return WAITS[attempts - 1] ?? null
}
