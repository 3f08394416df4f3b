import type { DocumentPart, MonthlyDocument } from './domain-document.ts'

/** A report as an e-mail: the same words as plain text and as a page that mail programs show. */
export interface ReportLetter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface Around {
  readonly language: 'fa' | 'en'
  readonly shop: string
  readonly link: string
  readonly open: string
  readonly why: string
}

/** The letter that carries a report. */
export function reportLetter(document: MonthlyDocument, around: Around): ReportLetter {
  return { subject: `${document.title} - ${around.shop}`, text: textOf(document, around), html: htmlOf(document, around) }
}

function textOf({ title, subtitle, parts }: MonthlyDocument, { shop, link, open, why }: Around): string {
  const sections = parts.map((part) => [part.title, part.finding, ...linesOf(part)].join('\n'))
  return [`${title} - ${shop}\n${subtitle}`, ...sections, `${open}: ${link}`, why].join('\n\n')
}

function linesOf({ table, bars, lines = [] }: DocumentPart): string[] {
  const rows = table?.rows.map(
    ([name, ...values]) => `${name}: ${values.map((value, k) => `${value} (${table.columns[k + 1]})`).join(' · ')}`,
  )
  return [...lines, ...(rows ?? []), ...(bars ?? []).map(({ label, value }) => `${label}: ${value}`)]
}

/** Tables and inline styles, because mail programs know little else; bars are cells with a colour. */
function htmlOf({ title, subtitle, parts }: MonthlyDocument, { language, shop, link, open, why }: Around): string {
  const [direction, start, end] = language === 'fa' ? ['rtl', 'right', 'left'] : ['ltr', 'left', 'right']
  const cell = (text: string, side: string, tag = 'td') =>
    `<${tag} align="${side}" style="padding:4px 0;border-bottom:1px solid #e5e2dc;font-weight:normal">${escaped(text)}</${tag}>`
  const table = ({ columns, rows }: NonNullable<DocumentPart['table']>) => {
    const row = (cells: readonly string[], tag = 'td') =>
      `<tr>${cells.map((text, k) => cell(text, k === 0 ? start : end, tag)).join('')}</tr>`
    return `<table width="100%" cellspacing="0" style="border-collapse:collapse;font-size:14px">${row(columns, 'th')}${rows.map((cells) => row(cells)).join('')}</table>`
  }
  const bar = ({ label, value, share, isNow }: NonNullable<DocumentPart['bars']>[number]) => {
    const width = Math.max(1, Math.round(share * 60))
    const strip = `<td width="${width}%" bgcolor="${isNow ? '#0f766e' : '#8fb8b3'}" style="font-size:8px">&nbsp;</td><td width="${60 - width}%"></td>`
    return `<tr><td width="22%" style="padding:2px 0">${escaped(label)}</td>${strip}<td width="18%" align="${end}">${escaped(value)}</td></tr>`
  }
  const sections = parts.map((part) => {
    const bars = part.bars ? `<table width="100%" cellspacing="0" style="font-size:14px">${part.bars.map(bar).join('')}</table>` : ''
    const lines = (part.lines ?? []).map((line) => `<p style="margin:0 0 8px">${escaped(line)}</p>`).join('')
    return `<h2 style="font-size:17px;margin:24px 0 4px">${escaped(part.title)}</h2><p style="margin:0 0 8px">${escaped(part.finding)}</p>${lines}${part.table ? table(part.table) : ''}${bars}`
  })
  const foot = `<p style="margin:24px 0 8px"><a href="${escaped(link)}">${escaped(open)}</a></p><p style="color:#6b6862;font-size:13px">${escaped(why)}</p>`
  const head = `<p style="margin:0;color:#6b6862">${escaped(shop)}</p><h1 style="font-size:22px;margin:0 0 4px">${escaped(title)}</h1><p style="margin:0 0 8px;color:#6b6862">${escaped(subtitle)}</p>`
  return `<!doctype html><html lang="${language}" dir="${direction}"><meta charset="utf-8"><body dir="${direction}" style="font:16px/1.7 Vazirmatn,Tahoma,sans-serif;max-width:40em;margin:0 auto;padding:16px;color:#1f1e1b;text-align:${start}">${head}${sections.join('')}${foot}</body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
