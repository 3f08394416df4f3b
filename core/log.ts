import { pino, type Logger, type LoggerOptions } from 'pino'

export type Log = Logger

/** Keys whose values never reach a log, whoever passes them. */
const SECRET = ['password', 'token', 'email', 'phone', 'name', 'cookie', 'authorization', 'body', 'query', 'headers']

/** A logger that writes lines of JSON to standard output; `silent` writes none. */
export function createLog(level: string): Log {
  return pino(logOptions(level))
}

/** How every line is written: without process details, secrets and people's data. */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: undefined,
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`]), remove: true },
    serializers: { err: withoutValues },
  }
}

/** Where an error happened and of which kind. Messages and details of database errors hold people's data, so they stay out. */
function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? error.code : undefined
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { type: error.name, code, message: code === undefined ? error.message : undefined, stack: frames.slice(0, 12).join('\n') }
}
