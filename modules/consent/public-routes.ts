import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'htm/preact'
import * as z from 'zod'
import { inTransaction, type Ctx } from '#core/context'
import { AppError } from '#core/errors'
import { routes } from '#core/http'
import { maskAddress } from '#pure/mask'
import { answerElsewhere, answerPage, FORM_LIMIT, languageOfVisitor } from '#public/page'
import { confirmationFor, confirmConsent } from './confirm-consent.ts'
import { PUBLIC_WORDS } from './domain-public-words.ts'
import { confirmationVisit, unsubscribeVisit, type UnsubscribeVisit } from './links.ts'
import { confirmationView, unsubscribeView } from './public-views.ts'
import { listPurposes } from './purposes.ts'
import { recordConsents } from './record-consents.ts'
import { standingOf } from './show-consents.ts'
import { addressHash } from './suppressions.ts'
import { rootsOf } from '#modules/customers'

/** Pages for people who follow a link: confirming, unsubscribing. Programs that look at links only open them; nothing changes before a POST. */
export const consentPublicRoutes = routes('consent')

const TokenParam = z.object({ token: z.string().max(500) })

consentPublicRoutes.get('/confirm/:token', {
  summary: 'Asks somebody to confirm a consent',
  may: 'public',
  perMinute: 30,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await confirmationVisit(server, request, params.token)
    if (!visit) return answerLost(request, reply)
    const { ctx } = visit
    const found = await inTransaction(ctx, async (ctx) => {
      const question = await orNull(confirmationFor(ctx, visit.confirmationId, visit.askedAt))
      return question && { question, name: await nameOf(ctx, question.purpose) }
    })
    if (!found) return answerLost(request, reply)
    const language = languageOfVisitor(request, ctx.workspace.language)
    const content = confirmationView(language, found.question, found.name)
    return answerPage(reply, {
      language,
      shop: ctx.workspace.name,
      looks: ctx.workspace,
      title: PUBLIC_WORDS[language].confirm_title,
      content,
    })
  },
})

consentPublicRoutes.post('/confirm/:token', {
  summary: 'Confirms a consent',
  may: 'public',
  perMinute: 30,
  raw: FORM_LIMIT,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await confirmationVisit(server, request, params.token)
    if (!visit) return answerLost(request, reply)
    await orNull(confirmConsent(visit.ctx, visit.confirmationId, visit.askedAt, proofOf(visit.ctx, request, 'confirmation')))
    return answerElsewhere(reply, request.url)
  },
})

consentPublicRoutes.get('/unsubscribe/:token', {
  summary: 'Asks whether a kind of messages shall end',
  may: 'public',
  perMinute: 30,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await unsubscribeVisit(server, request, params.token)
    return visit ? answerUnsubscribe(visit, request, reply) : answerLost(request, reply)
  },
})

consentPublicRoutes.post('/unsubscribe/:token', {
  summary: 'Ends a kind of messages, by one press in a mail program (RFC 8058, which forbids to redirect) or on the page',
  may: 'public',
  perMinute: 120,
  raw: FORM_LIMIT,
  params: TokenParam,
  gives: 'stream',
  run: async ({ server, params, request, reply }) => {
    const visit = await unsubscribeVisit(server, request, params.token)
    if (!visit) return answerLost(request, reply)
    const { ctx, customerId: profileId, purpose, channel } = visit
    const proof = proofOf(ctx, request, 'unsubscribe')
    await orNull(recordConsents(ctx, [{ profileId, purpose, channel, state: 'denied', source: 'unsubscribe', at: ctx.now, proof }]))
    return answerUnsubscribe(visit, request, reply)
  },
})

async function answerUnsubscribe(visit: UnsubscribeVisit, request: FastifyRequest, reply: FastifyReply): Promise<null> {
  const { ctx, customerId, purpose, channel } = visit
  const language = languageOfVisitor(request, ctx.workspace.language)
  const what = await inTransaction(ctx, async (ctx) => {
    const root = (await rootsOf(ctx, [customerId])).get(customerId) ?? customerId
    const standing = (await standingOf(ctx, root)).get(`${purpose} ${channel}`)
    return { name: await nameOf(ctx, purpose), channel, isDone: standing?.state === 'denied' }
  })
  const title = PUBLIC_WORDS[language].stop_title
  return answerPage(reply, { language, shop: ctx.workspace.name, looks: ctx.workspace, title, content: unsubscribeView(language, what) })
}

/** What proves a word that was given on a page: where, with which program, and from which network, as a hash. */
export function proofOf(ctx: Ctx, request: FastifyRequest, page: string): Readonly<Record<string, string | null>> {
  const address = maskAddress(request.ip)
  return {
    page,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    address: address && addressHash(ctx, 'network', address).slice(0, 16),
  }
}

/** A kind page for links that are broken, old or revoked; it does not tell which. */
export function answerLost(request: FastifyRequest, reply: FastifyReply): Promise<null> {
  const language = languageOfVisitor(request, 'en')
  const t = PUBLIC_WORDS[language]
  return answerPage(reply, { status: 404, language, shop: '', title: t.lost_title, content: html`<p>${t.lost}</p>` })
}

async function nameOf(ctx: Ctx, purpose: string) {
  return (await listPurposes(ctx)).find(({ key }) => key === purpose)?.name ?? { fa: purpose, en: purpose }
}

/** What a page cannot do any more it shows instead of failing. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
