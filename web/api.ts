import { type AppFailure, failure } from '#web/failure.ts'

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface CallOptions {
  readonly query?: Query
  readonly body?: unknown
  readonly signal?: AbortSignal
}

interface UploadOptions {
  readonly fields?: Readonly<Record<string, string>>
  /** Told the share that has left, 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

let workspaceId: string | null = null

/** Every later request speaks for this workspace. */
export function speakFor(id: string | null): void {
  workspaceId = id
}

/**
 * Asks the server and gives back its answer, null for 204. Throws an AppFailure.
 * The type is the route's `gives`: the server has checked the answer against that schema before sending it.
 */
export async function call<T>(method: Method, path: string, { query, body, signal }: CallOptions = {}): Promise<T> {
  const response = await fetch(withQuery(path, query), {
    method,
    signal,
    credentials: 'same-origin',
    headers: { ...workspaceHeader(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((thrown: unknown) => {
    if (signal?.aborted) throw thrown
    throw failure('web.no_connection', 0)
  })
  const text = await response.text()
  if (!response.ok) throw failureOf(response.status, text)
  return JSON.parse(text || 'null')
}

/** Sends one file and tells how far it is; for everything else use `call`. */
export function upload<T>(path: string, file: File, { fields = {}, onProgress, signal }: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has left.
    const request = new XMLHttpRequest()
    request.open('POST', path)
    for (const [name, value] of Object.entries(workspaceHeader())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onerror = () => reject(failure('web.no_connection', 0))
    request.onabort = () => reject(failure('web.cancelled', 0))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText || 'null'))
      else reject(failureOf(request.status, request.responseText))
    }
    signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file)
    request.send(form)
  })
}

/** A link that the browser opens by itself (exports, the live stream): headers cannot be sent, so the workspace stands in the query. */
export function addressOf(path: string, query: Query = {}): string {
  return withQuery(path, { ...query, workspace: workspaceId })
}

/** Reads `{ error: { code, details } }`; answers that are not ours (a proxy's page) become general codes. */
export function failureOf(status: number, text: string): AppFailure {
  const error = errorIn(text)
  if (error) return failure(error.code, status, error.details)
  if (status === 401) return failure('core.sign_in_first', status)
  if (status === 413) return failure('core.too_large', status)
  if (status === 429) return failure('core.too_many_requests', status)
  return failure(status >= 500 ? 'web.server_trouble' : 'web.unexpected', status)
}

function errorIn(text: string): { code: string; details: Record<string, unknown> } | null {
  try {
    const { error } = JSON.parse(text)
    return typeof error?.code === 'string' ? { code: error.code, details: error.details ?? {} } : null
  } catch {
    return null
  }
}

function workspaceHeader(): Record<string, string> {
  return workspaceId ? { 'x-workspace': workspaceId } : {}
}

function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text ? `${path}?${text}` : path
}
