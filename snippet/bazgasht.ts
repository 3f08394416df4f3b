// bazgasht.js: what happens on a shop's page, sent to Bazgasht. No dependency, no cookie but one, nothing before consent when the shop says so.
import { anonymousId, forget, isText, read, write } from './storage.ts'
import { outbox } from './outbox.ts'

type Bag = Readonly<Record<string, unknown>>
type Preferences = Readonly<Record<string, boolean>>

const script = document.currentScript
const { key = '', host = '', consent: consentWanted = '', page: firstPage = '' } = script instanceof HTMLScriptElement ? script.dataset : {}
const origin = host || (script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin)
/** Calls made while the visitor has not decided: kept in this page's memory only, and of those the first. */
const MOST_HELD = 100

const box = outbox(`${origin}/v1/b`, key)
const held: (() => void)[] = []
let decided: Preferences | null = read('consent', isDecision)

const api = { page, track, identify, group, reset, consent, cartUpdated, productAdded, productRemoved, orderCompleted }

/** A look at a page; its address and title are added. */
function page(name?: string, properties: Bag = {}): void {
  send('page', { name, properties: { ...pageNow(), ...properties } })
}

function track(event: string, properties: Bag = {}): void {
  send('track', { event, properties })
}

/** Who is here, as the shop numbers them; later calls are theirs too. */
function identify(userId: string | number, traits: Bag = {}): void {
  send('identify', { traits }, () => write('user', String(userId)))
}

function group(groupId: string, traits: Bag = {}): void {
  send('group', { groupId, traits })
}

/** Somebody else sits down: a new visitor without a name. */
function reset(): void {
  forget('user')
  forget('id')
}

/** All that is in the cart now: `{ cart_id, currency, products: [{ product_id, name, price, quantity }] }`. */
function cartUpdated(cart: Bag): void {
  track('Cart Updated', cart)
}

function productAdded(product: Bag): void {
  track('Product Added', product)
}

function productRemoved(product: Bag): void {
  track('Product Removed', product)
}

/** `{ order_id, total, currency, products }`. */
function orderCompleted(order: Bag): void {
  track('Order Completed', order)
}

/**
 * What the visitor decided: true or false for all that is counted here, or by category, `{ analytics: true, 'newsletter.email': false }`.
 * A no is told when there is somebody to tell it of; then everything kept about this browser is forgotten.
 */
function consent(choice: boolean | Preferences): void {
  const wasKnown = read('id', isText) !== null && isAllowed()
  decided = typeof choice === 'boolean' ? { analytics: choice } : choice
  write('consent', decided)
  if (isAllowed() || wasKnown) put('track', { event: 'Segment Consent Preference Updated', properties: {} })
  const waiting = held.splice(0)
  if (isAllowed()) for (const call of waiting) call()
  else reset()
}

/** A decision of the visitor's goes before what their browser says in general. */
function isAllowed(): boolean {
  if (decided) return decided['analytics'] === true
  return consentWanted !== 'required' && !asksNotToBeTracked()
}

function asksNotToBeTracked(): boolean {
  return ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true) || navigator.doNotTrack === '1'
}

/** Sends now, waits for the decision, or says nothing. */
function send(type: string, message: Bag, before?: () => void): void {
  const timestamp = new Date().toISOString()
  const go = () => {
    before?.()
    put(type, { timestamp, ...message })
  }
  if (isAllowed()) go()
  else if (!decided && consentWanted === 'required' && held.length < MOST_HELD) held.push(go)
}

function put(type: string, message: Bag): void {
  const { language: locale, userAgent } = navigator
  const context = {
    library: { name: 'bazgasht.js', version: '1' },
    locale,
    userAgent,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    page: pageNow(),
    campaign: campaign(),
    ...(decided ? { consent: { categoryPreferences: decided } } : {}),
  }
  const who = { anonymousId: anonymousId(), userId: read('user', isText) ?? undefined }
  box.put({ type, messageId: newId(), timestamp: new Date().toISOString(), ...who, context, ...message })
}

function pageNow(): Bag {
  const { pathname: path, search, href: url } = location
  const { title, referrer } = document
  return { path, search, url, title, referrer }
}

/** The parts of the address that name the advertisement somebody came by. */
function campaign(): Bag | undefined {
  const parts = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith('utm_'))
  return parts.length === 0
    ? undefined
    : Object.fromEntries(parts.map(([name, value]) => [name === 'utm_campaign' ? 'name' : name.slice(4), value]))
}

function newId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
}

function isDecision(value: unknown): value is Preferences {
  return typeof value === 'object'
}

/** The page's few lines before us kept calls in a list: `['track', 'Liked', {…}]`. */
const early: unknown = Reflect.get(window, 'bazgasht')
Reflect.set(window, 'bazgasht', api)
if (firstPage !== 'off') page()
if (Array.isArray(early)) {
  for (const [name, ...given] of early) {
    const call: unknown = Reflect.get(api, name)
    if (typeof call === 'function') Reflect.apply(call, api, given)
  }
}
