import { unauthenticated } from '#core/errors'
import { routes } from '#core/http'
import { askPassword } from '../ask-password.ts'
import { BackupCodesResponse, ConfirmationRequest, EnrolmentRequest, EnrolmentResponse, ProofRequest, SecondFactorResponse } from './api.ts'
import { forgetTrustedDevices, makeBackupCodes, switchOff } from './change.ts'
import { beginEnrolment, confirmEnrolment } from './enrolment.ts'
import { showSecondFactor } from './show.ts'

/** Everybody's own second step; below /api/account. */
export const secondFactorRoutes = routes('accounts')

secondFactorRoutes.get('/second-factor', {
  summary: 'How the second step at sign-in stands',
  may: 'workspaces:read',
  screensOnly: true,
  gives: SecondFactorResponse,
  run: ({ ctx }) => showSecondFactor(ctx),
})

secondFactorRoutes.post('/second-factor/enrolment', {
  summary: 'Begins a second step: a secret for an authenticator app',
  may: 'workspaces:read',
  screensOnly: true,
  body: EnrolmentRequest,
  gives: EnrolmentResponse,
  run: async ({ server, ctx, body }) =>
    beginEnrolment(server, ctx, await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)),
})

secondFactorRoutes.post('/second-factor/confirmation', {
  summary: 'Switches the second step on by a first code, and gives backup codes',
  may: 'workspaces:read',
  screensOnly: true,
  body: ConfirmationRequest,
  gives: BackupCodesResponse,
  run: async ({ server, ctx, body, request }) => {
    if (!ctx.actor.userId) throw unauthenticated()
    return { codes: await confirmEnrolment(server, ctx, { userId: ctx.actor.userId, code: body.code, request }) }
  },
})

secondFactorRoutes.post('/second-factor/backup-codes', {
  summary: 'Makes new backup codes in the place of the old ones',
  may: 'workspaces:read',
  screensOnly: true,
  body: ProofRequest,
  gives: BackupCodesResponse,
  run: async ({ server, ctx, body, request }) => {
    const { id } = await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)
    return { codes: await makeBackupCodes(server, ctx, { userId: id, code: body.code, request }) }
  },
})

secondFactorRoutes.post('/second-factor/removal', {
  summary: 'Switches the second step off',
  may: 'workspaces:read',
  screensOnly: true,
  body: ProofRequest,
  gives: 204,
  run: async ({ server, ctx, body, request }) => {
    const { id } = await askPassword(server, { userId: ctx.actor.userId, password: body.password }, ctx.now)
    await switchOff(server, ctx, { userId: id, code: body.code, request })
  },
})

secondFactorRoutes.delete('/second-factor/trusted-devices', {
  summary: 'Asks every browser for a code again',
  may: 'workspaces:read',
  screensOnly: true,
  gives: 204,
  run: async ({ ctx }) => {
    if (ctx.actor.userId) await forgetTrustedDevices(ctx.db, ctx.actor.userId)
  },
})
