import * as z from 'zod'
import { invalid, tooLarge } from '#core/errors'
import { routes } from '#core/http'
import { LOGO_BYTES } from './domain.ts'
import { removeLogo, saveLogo, showLogo } from './logo.ts'

/** The looks of a shop. */
export const brandRoutes = routes('workspaces')

/** What everybody may see of it. */
export const brandPublicRoutes = routes('workspaces')

brandRoutes.post('/workspace/logo', {
  summary: "Makes a picture the shop's logo",
  may: 'workspaces:configure',
  screensOnly: true,
  streams: true,
  upload: true,
  gives: z.object({ logo: z.string() }),
  run: async ({ ctx, request }) => {
    if (!request.isMultipart()) throw invalid('workspaces-brand.logo_missing')
    const sent = await request.file({ limits: { fileSize: LOGO_BYTES } })
    if (!sent) throw invalid('workspaces-brand.logo_missing')
    const bytes = await sent.toBuffer().catch(() => {
      throw tooLarge('workspaces-brand.logo_large')
    })
    return saveLogo(ctx, bytes)
  },
})

brandRoutes.delete('/workspace/logo', {
  summary: 'Takes the logo away',
  may: 'workspaces:configure',
  screensOnly: true,
  gives: 204,
  run: ({ ctx }) => removeLogo(ctx),
})

brandPublicRoutes.get('/logo/:workspace/:hash', {
  summary: "A shop's logo",
  may: 'public',
  perMinute: 600,
  params: z.object({ workspace: z.uuid(), hash: z.string().max(40) }),
  gives: 'stream',
  run: async ({ server, params, reply }) => {
    const { type, bytes } = await showLogo(server, params.workspace, params.hash)
    // Shown as a picture and nothing else, whatever it might hold; another logo has another address.
    const policy = "default-src 'none'; sandbox"
    const headers = { 'cache-control': 'public, max-age=31536000, immutable', 'content-security-policy': policy }
    await reply
      .type(type)
      .headers({ ...headers, 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'cross-origin' })
      .send(bytes)
    return null
  },
})
