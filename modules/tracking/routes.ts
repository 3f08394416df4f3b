import { routes } from '#core/http'
import { IdParam } from '#api/customers'
import {
  MessagesQuery,
  MessagesResponse,
  NewSource,
  Rotation,
  SourceChange,
  SourceResponse,
  SourcesResponse,
  SourceWithKey,
  TroublesResponse,
} from './api.ts'
import { listMessages, listTroubles, retryFailed } from './list-messages.ts'
import { addSource, changeSource, listSources, revokeSource, rotateKey } from './sources.ts'

export const trackingRoutes = routes('tracking')

trackingRoutes.get('/sources', {
  summary: 'Websites, apps and servers that send messages',
  may: 'tracking:read',
  gives: SourcesResponse,
  run: async ({ ctx, server: { config } }) => ({
    rows: await listSources(ctx),
    host: config.publicUrl ?? `http://localhost:${config.port}`,
  }),
})

trackingRoutes.post('/sources', {
  summary: 'Add a source; its key is told only in this answer',
  may: 'tracking:configure',
  body: NewSource,
  gives: SourceWithKey,
  status: 201,
  run: ({ ctx, body }) => addSource(ctx, body),
})

trackingRoutes.put('/sources/:id', {
  summary: 'Change a source',
  may: 'tracking:configure',
  params: IdParam,
  body: SourceChange,
  gives: SourceResponse,
  run: ({ ctx, params, body }) => changeSource(ctx, params.id, body),
})

trackingRoutes.post('/sources/:id/keys', {
  summary: 'Give a source a new key; the one before still holds for a while',
  may: 'tracking:configure',
  params: IdParam,
  body: Rotation,
  gives: SourceWithKey,
  status: 201,
  run: ({ ctx, params, body }) => rotateKey(ctx, params.id, body.hours),
})

trackingRoutes.delete('/sources/:id/keys', {
  summary: "Take a source's keys back",
  may: 'tracking:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => revokeSource(ctx, params.id),
})

trackingRoutes.get('/messages', {
  summary: 'The last messages',
  may: 'tracking:read',
  query: MessagesQuery,
  gives: MessagesResponse,
  run: ({ ctx, query }) => listMessages(ctx, query),
})

trackingRoutes.get('/troubles', {
  summary: 'The last messages that were refused, or could not be digested',
  may: 'tracking:read',
  gives: TroublesResponse,
  run: ({ ctx }) => listTroubles(ctx),
})

trackingRoutes.post('/troubles/digestion', {
  summary: 'Try all messages again that could not be digested',
  may: 'tracking:configure',
  gives: 204,
  run: ({ ctx }) => retryFailed(ctx),
})

trackingRoutes.post('/messages/:id/digestion', {
  summary: 'Try a message again that could not be digested',
  may: 'tracking:configure',
  params: IdParam,
  gives: 204,
  run: ({ ctx, params }) => retryFailed(ctx, params.id),
})
