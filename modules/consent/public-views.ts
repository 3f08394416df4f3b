import { html } from 'htm/preact'
import type { Language, View } from '#public/page'
import type { Confirmation } from './confirm-consent.ts'
import type { InBoth } from './domain-purposes.ts'
import { PUBLIC_WORDS } from './domain-public-words.ts'
import { CHANNEL_WORDS } from './domain-words.ts'
import type { Channel } from './api.ts'

/** The question behind a confirmation's link, or what became of it. */
export function confirmationView(language: Language, question: Confirmation, name: InBoth): View {
  const t = PUBLIC_WORDS[language]
  const way = CHANNEL_WORDS[question.channel][language]
  if (question.state === 'confirmed') return html`<p class="told" role="status">${t.confirmed(name[language], way)}</p>`
  if (question.state !== 'open') return html`<p class="told">${t[question.state]}</p>`
  const shown =
    question.shown &&
    html`<p class="soft small">${t.shown}</p>
      <blockquote><bdi>${question.shown}</bdi></blockquote>`
  return html`<form class="card" method="post">
    <p>${t.confirm_ask(name[language], way, question.address)}</p>
    ${shown}
    <button type="submit">${t.confirm}</button>
    <p class="soft small">${t.confirm_not}</p>
  </form>`
}

/** Asks whether a purpose shall end on a channel, or says that it has. */
export function unsubscribeView(
  language: Language,
  what: { readonly name: InBoth; readonly channel: Channel; readonly isDone: boolean },
): View {
  const t = PUBLIC_WORDS[language]
  const way = CHANNEL_WORDS[what.channel][language]
  if (what.isDone) return html`<p class="told" role="status">${t.stopped(what.name[language], way)}</p>`
  return html`<form class="card" method="post">
    <p>${t.stop_ask(what.name[language], way)}</p>
    <button type="submit">${t.stop}</button>
  </form>`
}
