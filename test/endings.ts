import { afterAll } from 'vitest'

const endings: (() => Promise<void>)[] = []

/** Ends something after the file's last test, in the reverse order, before the databases are dropped. */
export function atEnd(end: () => Promise<void>): void {
  endings.push(end)
}

/** Files share what they import, not what they started. Called once for each of them, by test/each-file.ts. */
export function endAfterEachFile(): void {
  afterAll(async () => {
    for (const end of endings.splice(0).reverse()) await end()
  }, 120_000)
}
