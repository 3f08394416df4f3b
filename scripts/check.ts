// The quick checks, one line each, two at a time; everything that failed is printed at the end. `npm run check`.
import { runSteps } from './run-steps.ts'

export const CHECKS = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  { name: 'boundaries', command: ['node', 'scripts/check-boundaries.ts'] },
  { name: 'messages', command: ['node', 'scripts/check-messages.ts'] },
  { name: 'licences', command: ['node', 'scripts/licences.ts'] },
  { name: 'unused code', command: ['knip', '--no-progress'] },
] as const

if (import.meta.main) {
  const failed = await runSteps(CHECKS)
  process.exit(failed === 0 ? 0 : 1)
}
