import { html } from 'htm/preact'
import type { Language, View } from '#public/page'
import { PAGE_WORDS } from './domain-public-words.ts'

/** JSON as a page: objects as tables, lists one after the other, empty things left out. Headings are the data's own names. */
export function dataView(language: Language, data: unknown): View {
  const entries = isRecord(data) && isRecord(data.data) ? Object.entries(data.data) : []
  return html`<p class="soft">${PAGE_WORDS[language].data_text}</p>
    ${entries
      .filter(([, value]) => !isEmpty(value))
      .map(
        ([module, value]) =>
          html`<section>
            <h2>${module}</h2>
            ${valueView(value)}
          </section>`,
      )}`
}

function valueView(value: unknown): View | string {
  if (Array.isArray(value))
    return html`<ol>
      ${value.map((each) => html`<li>${valueView(each)}</li>`)}
    </ol>`
  if (!isRecord(value)) return html`<bdi>${String(value)}</bdi>`
  const rows = Object.entries(value).filter(([, each]) => !isEmpty(each))
  return html`<table>
    <tbody>
      ${rows.map(
        ([name, each]) =>
          html`<tr>
            <th scope="row"><bdi>${name}</bdi></th>
            <td>${valueView(each)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.values(value).every(isEmpty)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
