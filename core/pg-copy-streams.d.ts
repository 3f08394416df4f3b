declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'

  /** Hands its bytes to `COPY … FROM STDIN` once it was submitted as a query. */
  export function from(text: string): Writable & { readonly rowCount: number }
  /** Gives the bytes of `COPY … TO STDOUT` once it was submitted as a query. */
  export function to(text: string): Readable & { readonly rowCount: number }
}
