/** What went wrong, in terms that the HTTP layer turns into a status and the interface into a sentence. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'refused'
  | 'too_large'
  | 'too_many'
  | 'changed'
  | 'contradicts'

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** The only error thrown on purpose. `code` is the translation key shown to people, `details` fills its placeholders. */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly details: ErrorDetails

  constructor(kind: ErrorKind, code: string, details: ErrorDetails = {}) {
    super(code)
    this.kind = kind
    this.code = code
    this.details = details
  }
}

/** Nothing by that name here; also what a stranger hears about things that do exist. */
export const notFound = (code: string, details?: ErrorDetails) => new AppError('not_found', code, details)
/** Understood and permitted, but a rule of the product says no. */
export const refused = (code: string, details?: ErrorDetails) => new AppError('refused', code, details)
/** The input itself cannot be used. */
export const invalid = (code: string, details?: ErrorDetails) => new AppError('invalid', code, details)
export const unauthenticated = () => new AppError('unauthenticated', 'core.sign_in_first')
export const forbidden = (permission: string) => new AppError('forbidden', 'core.forbidden', { permission })
export const tooLarge = (code: string, details?: ErrorDetails) => new AppError('too_large', code, details)
/** What the caller made up its mind on is not so any more. */
export const changed = (code: string, details?: ErrorDetails) => new AppError('changed', code, details)
/** Well-formed, but at odds with what the same caller said before. */
export const contradicts = (code: string, details?: ErrorDetails) => new AppError('contradicts', code, details)
/** Too often; `seconds` says how long to wait. */
export const tooMany = (code: string, seconds: number) => new AppError('too_many', code, { seconds })
