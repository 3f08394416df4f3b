declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** Hands its bytes to `COPY … FROM STDIN` once it was submitted as a query. */
  export function from(text: string): Writable & Submittable & { readonly rowCount: number }
  /** Gives the bytes of `COPY … TO STDOUT` once it was submitted as a query. */
  export function to(text: string): Readable & Submittable & { readonly rowCount: number }
}
