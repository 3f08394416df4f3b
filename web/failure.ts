import i18next from 'i18next'

/** A request that did not succeed. `code` is '<module>.<snake_case>' and names the sentence people read. */
export interface AppFailure extends Error {
  readonly code: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>
}

/** Builds what `call` throws; status 0 means that no answer came. */
export function failure(code: string, status: number, details: Readonly<Record<string, unknown>> = {}): AppFailure {
  return Object.assign(new Error(code), { code, status, details })
}

/** Whether something thrown is an answer of ours rather than a bug. */
export function isFailure(thrown: unknown): thrown is AppFailure {
  return thrown instanceof Error && 'code' in thrown && 'status' in thrown && 'details' in thrown
}

/** What happened and what to do, in the reader's language; never a raw code. */
export function failureText(thrown: unknown): string {
  const { code, details } = isFailure(thrown) ? thrown : failure('web.unexpected', 0)
  const key = keysOf(code).find(hasWords)
  return key ? i18next.t(key, { ...details }) : i18next.t('web:errors.unexpected')
}

/** A module's errors stand in its own words or in those of one of its parts. */
function keysOf(code: string): string[] {
  const [area = 'web', name = 'unexpected'] = code.split('.', 2)
  if (area === 'core' || area === 'web') return [`web:errors.${name}`]
  const parts = Object.keys(i18next.getDataByLanguage(i18next.language) ?? {}).filter((namespace) => namespace.startsWith(`${area}-`))
  return [area, ...parts].map((namespace) => `${namespace}:errors.${name}`)
}

/** Codes come from the server at run time: whether a key exists can only be asked now, so any one of them stands for its type. */
function hasWords(key: string): key is 'errors.unexpected' {
  return i18next.exists(key)
}
