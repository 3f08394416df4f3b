import * as z from 'zod'

const Password = z.string().min(1).max(200)
/** Six digits of an app or a backup code, however it is typed. */
const Code = z.string().trim().min(1).max(40)

/** How the signed-in person's second step stands. */
export const SecondFactorResponse = z.object({
  isOn: z.boolean(),
  since: z.iso.datetime().nullable(),
  backupCodesLeft: z.int(),
  /** The person's workspaces that let nobody in without one. */
  requiredBy: z.array(z.string()),
})
export type SecondFactorResponse = z.infer<typeof SecondFactorResponse>

export const EnrolmentRequest = z.object({ password: Password })

/** What an authenticator app needs: a picture is drawn from `uri`, `secret` is for typing. */
export const EnrolmentResponse = z.object({ secret: z.string(), uri: z.string() })
export type EnrolmentResponse = z.infer<typeof EnrolmentResponse>

export const ConfirmationRequest = z.object({ code: Code })

/** Shown once; only hashes are kept. */
export const BackupCodesResponse = z.object({ codes: z.array(z.string()) })
export type BackupCodesResponse = z.infer<typeof BackupCodesResponse>

/** For what a stolen session must not do. */
export const ProofRequest = z.object({ password: Password, code: Code })
export type ProofRequest = z.infer<typeof ProofRequest>

/** The second step of signing in. */
export const SignInCodeRequest = z.object({ code: Code, trustDevice: z.boolean() })
export type SignInCodeRequest = z.infer<typeof SignInCodeRequest>
