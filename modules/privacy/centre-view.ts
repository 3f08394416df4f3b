import { html } from 'htm/preact'
import { CHANNEL_WORDS, type Channel } from '#modules/consent'
import { formatInstant } from '#pure/dates'
import { formatNumber } from '#pure/numbers'
import type { Language, View } from '#public/page'
import type { Ctx } from '#core/context'
import type { Certificate } from './api.ts'
import type { Centre, Choice, Person } from './centre.ts'
import { KIND_WORDS, PAGE_WORDS } from './domain-public-words.ts'

/** What every part of the page needs to know. */
export interface Around {
  readonly ctx: Ctx
  readonly language: Language
  /** Path of the page itself; forms go below it. */
  readonly base: string
  /** Proves that a form was made by this page. */
  readonly form: string
  /** What was just done: 'saved', 'stopped', 'failed' …; null at the first look. */
  readonly told: string | null
}

/** The consent centre of one customer. */
export function centreView(around: Around, centre: Centre): View {
  const t = PAGE_WORDS[around.language]
  return html`<p class="soft">${t.intro(around.ctx.workspace.name)}</p>
    ${toldView(around)} ${centre.erasedOn && waitingView(around, centre.erasedOn)} ${choicesView(around, centre.choices)}
    <section aria-labelledby="stop">
      <h2 id="stop">${t.stop_title}</h2>
      <p>${t.stop_text}</p>
      ${form(around, '/stop', html`<button class="danger" type="submit">${t.stop}</button>`)}
    </section>
    <section aria-labelledby="data">
      <h2 id="data">${t.data_title}</h2>
      <p>${t.data_offer}</p>
      <p class="row">
        <a class="button plain" href=${link(around, '/data', 'format=html')}>${t.data_html}</a>
        <a class="button plain" href=${link(around, '/data', 'format=json')}>${t.data_json}</a>
      </p>
    </section>
    ${correctionView(around, centre.person)}
    ${
      !centre.erasedOn &&
      html`<section aria-labelledby="erase">
        <h2 id="erase">${t.erase_title}</h2>
        <p>${t.erase_text}</p>
        <a class="button danger" href=${link(around, '/erasure')}>${t.erase_open}</a>
      </section>`
    }`
}

function choicesView(around: Around, choices: readonly Choice[]): View {
  const t = PAGE_WORDS[around.language]
  const content = html`<h2>${t.choices}</h2>
    <p class="soft small">${t.choices_hint}</p>
    ${choices.map(({ key, name, text, ticks }) => {
      return html`<fieldset aria-describedby=${`text-${key}`}>
        <legend><bdi>${name}</bdi></legend>
        <div>
          <p class="small" id=${`text-${key}`}><bdi>${text}</bdi></p>
          <div class="ways">${ticks.map((tick) => tickView(around, tick))}</div>
        </div>
      </fieldset>`
    })}
    <button type="submit">${t.save}</button>`
  return form(around, '', content, 'card')
}

function tickView(
  around: Around,
  { purpose, channel, isOn, isPending }: { purpose: string; channel: Channel; isOn: boolean; isPending: boolean },
) {
  return html`<label class="way">
    <input type="checkbox" name="on" value=${`${purpose}.${channel}`} checked=${isOn} />
    <span
      >${CHANNEL_WORDS[channel][around.language]}${isPending && html` <span class="soft small">(${PAGE_WORDS[around.language].pending})</span>`}</span
    >
  </label>`
}

function correctionView(around: Around, person: Person): View {
  const t = PAGE_WORDS[around.language]
  const field = (name: 'name' | 'email' | 'phone' | 'birthday', type: string, hint?: string) => {
    const isText = name === 'name'
    return html`<label class="field">
      <span>${t[name]}${hint && html` <span class="soft">${hint}</span>`}</span>
      <input type=${type} name=${name} value=${person[name] ?? ''} dir=${isText ? 'auto' : 'ltr'} maxlength="200" autocomplete="off" />
    </label>`
  }
  const content = html`<h2>${t.correct_title}</h2>
    <p class="soft small">${t.correct_hint}</p>
    ${field('name', 'text')} ${field('email', 'email')} ${field('phone', 'tel')} ${field('birthday', 'text', t.birthday_hint)}
    <button type="submit">${t.correct}</button>`
  return form(around, '/correction', content, 'card')
}

/** Asks once more before an erasure. */
export function erasureView(around: Around, graceDays: number): View {
  const t = PAGE_WORDS[around.language]
  const when = graceDays === 0 ? t.erase_at_once : t.erase_after(formatNumber(graceDays, around.language))
  const content = html`<p><strong>${t.erase_sure}</strong></p>
    <p>${t.erase_text}</p>
    <p>${when}</p>
    <p class="row">
      <button class="danger" type="submit">${t.erase}</button> <a class="button plain" href=${link(around, '')}>${t.keep}</a>
    </p>`
  return form(around, '/erasure', content, 'card')
}

function waitingView(around: Around, on: Date): View {
  const t = PAGE_WORDS[around.language]
  const content = html`<p>${t.erase_due(whenText(around, on))}</p>
    <button class="plain" type="submit">${t.erase_cancel}</button>`
  return form(around, '/erasure/cancel', content, 'card')
}

function toldView({ language, told }: Around): View | null {
  const t = PAGE_WORDS[language]
  const texts = {
    saved: t.saved,
    stopped: t.stopped,
    corrected: t.corrected,
    cancelled: t.cancelled,
    unchanged: t.unchanged,
    failed: t.failed,
  }
  const text = Object.entries(texts).find(([key]) => key === told)?.[1]
  return text === undefined ? null : html`<p class=${told === 'failed' ? 'told bad' : 'told'} role="status">${text}</p>`
}

/** A certificate without anything personal on it. */
export function certificateView(
  around: Pick<Around, 'ctx' | 'language'>,
  erasure: { readonly id: string; readonly requestedAt: Date; readonly endedAt: Date; readonly certificate: Certificate },
): View {
  const t = PAGE_WORDS[around.language]
  const row = (name: string, value: View | string) =>
    html`<tr>
      <th scope="row">${name}</th>
      <td>${value}</td>
    </tr>`
  return html`<section>
    <p>${t.certificate_text}</p>
    <table>
      <tbody>
        ${row(t.number, html`<bdi dir="ltr">${erasure.id}</bdi>`)} ${row(t.requested, whenText(around, erasure.requestedAt))}
        ${row(t.done, whenText(around, erasure.endedAt))} ${row(t.deleted, countsView(around.language, erasure.certificate.deleted))}
        ${row(t.anonymised, countsView(around.language, erasure.certificate.anonymised))}
        ${row(t.hash, html`<bdi dir="ltr">${erasure.certificate.hash}</bdi>`)}
      </tbody>
    </table>
  </section>`
}

function countsView(language: Language, counts: Readonly<Record<string, number>>): View | string {
  const entries = Object.entries(counts)
  if (entries.length === 0) return PAGE_WORDS[language].nothing
  return html`${entries.map(([kind, count]) => html`<div>${KIND_WORDS[kind]?.[language] ?? kind}: ${formatNumber(count, language)}</div>`)}`
}

function whenText({ ctx, language }: Pick<Around, 'ctx' | 'language'>, at: Date): string {
  return formatInstant(at.getTime(), { calendar: ctx.workspace.calendar, language, timeZone: ctx.workspace.timeZone })
}

function form(around: Around, path: string, content: View, look = ''): View {
  return html`<form class=${look} method="post" action=${link(around, path)}>
    <input type="hidden" name="form" value=${around.form} />
    ${content}
  </form>`
}

function link({ base, language }: Around, path: string, query = ''): string {
  return `${base}${path}?lang=${language}${query && `&${query}`}`
}
