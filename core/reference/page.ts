import { html } from 'htm/preact'
import { renderToString } from 'preact-render-to-string'
import { errorText } from '#core/error-words'
import type { DescribedEvent, Operation } from '#core/openapi/document'
import { ERROR_ANSWERS } from '#core/openapi/parts'
import type { JsonSchema } from '#core/openapi/example'
import { WORDS, type Words } from '#core/reference/words'

interface Shown {
  readonly operations: readonly Operation[]
  readonly events: readonly DescribedEvent[]
  /** Codes that errors can have. */
  readonly codes: readonly string[]
  readonly language: 'fa' | 'en'
}

/** The reference of the management API as a page that needs no script. */
export function referencePage({ operations, events, codes, language }: Shown): string {
  const words = WORDS[language]
  const modules = [...new Set(operations.map(({ module }) => module))]
  const page = html`<html lang=${language} dir=${language === 'fa' ? 'rtl' : 'ltr'}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${words.title}</title>
      <link rel="stylesheet" href="/api/v1/reference.css" />
    </head>
    <body>
      <header>
        <h1>${words.title}</h1>
        <p>${words.intro}</p>
        <pre dir="ltr" tabindex="0">Authorization: Bearer bz_t_…</pre>
        <p><a href="/api/v1/openapi.json">${words.document}</a></p>
      </header>
      <nav aria-label=${words.contents}>
        <h2>${words.contents}</h2>
        <ul>
          ${modules.map((name) => html`<li><a href=${`#module-${name}`}>${name}</a></li>`)}
          <li><a href="#events">${words.events}</a></li>
          <li><a href="#errors">${words.errors}</a></li>
        </ul>
      </nav>
      <main>
        ${modules.map((name) => moduleView(name, operations, words))} ${eventsView(events, words)} ${errorsView(codes, { words, language })}
      </main>
    </body>
  </html>`
  return `<!doctype html>${renderToString(page)}`
}

function moduleView(name: string, operations: readonly Operation[], words: Words) {
  const own = operations.filter(({ module }) => module === name)
  return html`<section id=${`module-${name}`}>
    <h2><bdi lang="en">${name}</bdi></h2>
    ${own.map((operation) => operationView(operation, words))}
  </section>`
}

function operationView({ id, method, path, summary, permission, spec }: Operation, words: Words) {
  const parameters = listOf(spec.parameters).filter(({ name }) => typeof name === 'string')
  const request = jsonIn(spec.requestBody)
  const [status = '', answer] = Object.entries(recordOf(spec.responses)).find(([each]) => each.startsWith('2')) ?? []
  const given = jsonIn(answer)
  return html`<details id=${id}>
    <summary>
      <code dir="ltr"><b class=${method}>${method.toUpperCase()}</b> ${path}</code> <span lang="en" dir="ltr">${summary}</span>
    </summary>
    <p>${words.permission}: <code dir="ltr">${permission}</code></p>
    ${
      parameters.length > 0 &&
      html`<h3>${words.parameters}</h3>
        <ul>
          ${parameters.map(
            ({ name, in: place, required }) =>
              html`<li><code dir="ltr">${name}</code> <small>${place}${required === true ? ` · ${words.required}` : ''}</small></li>`,
          )}
        </ul>`
    }
    ${request && exampleView(words.body, request, words)} ${given && exampleView(`${words.answer} ${status}`, given, words)}
  </details>`
}

function exampleView(title: string, { schema, example }: JsonSchema, words: Words) {
  return html`<h3>${title}</h3>
    <pre dir="ltr" tabindex="0">${JSON.stringify(example, null, 2)}</pre>
    <details>
      <summary>${words.schema}</summary>
      <pre dir="ltr" tabindex="0">${JSON.stringify(schema, null, 2)}</pre>
    </details>`
}

function eventsView(events: readonly DescribedEvent[], words: Words) {
  return html`<section id="events">
    <h2>${words.events}</h2>
    ${events.map(
      (event) =>
        html`<details id=${`event-${event.name}`}>
          <summary><code dir="ltr">${event.name}</code></summary>
          ${exampleView(words.body, { schema: event.schema, example: event.example }, words)}
        </details>`,
    )}
  </section>`
}

function errorsView(codes: readonly string[], { words, language }: { readonly words: Words; readonly language: 'fa' | 'en' }) {
  return html`<section id="errors">
    <h2>${words.errors}</h2>
    <p>${words.errors_text}</p>
    <pre dir="ltr" tabindex="0">${JSON.stringify(jsonIn(ERROR_ANSWERS['412'])?.example, null, 2)}</pre>
    <dl>
      ${codes.map(
        (code) =>
          html`<dt id=${code}><code dir="ltr">${code}</code></dt>
            <dd>${errorText(language, code)}</dd>`,
      )}
    </dl>
  </section>`
}

/** The JSON part of a request or an answer. */
function jsonIn(part: unknown): JsonSchema | undefined {
  const [content] = Object.entries(recordOf(recordOf(part).content)).flatMap(([type, value]) =>
    type.includes('json') ? [recordOf(value)] : [],
  )
  return content
}

function recordOf(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}
}

function listOf(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.map(recordOf) : []
}
