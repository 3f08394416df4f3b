// Everything that must hold before a change lands: checks, unit, server on a real PostgreSQL, web, then end to end in a browser.
// Prints `N passed, N failed` at the end. `npm test`.
import { CHECKS } from './check.ts'
import { run, runSteps, type Step } from './run-steps.ts'

interface Tally {
  readonly passed: number
  readonly failed: number
}

const BUILD: Step = { name: 'build', command: ['node', 'scripts/ensure.mjs'] }
const SIZE: Step = { name: 'size', command: ['node', 'scripts/check-size.ts'] }
const FRESH: Step = { name: 'fresh clone', command: ['node', 'scripts/fresh-clone.ts'] }
const SOAK: Step = { name: 'soak', command: ['node', 'soak/main.ts', '--minutes', '5'] }
const isCi = Boolean(process.env['CI'])

/** The clone is of the last commit, not of what is being written: that is for CI to try. It waits much, for packages first of all, so it goes on beside the rest. */
const outside = isCi ? [FRESH] : []
const failingOutside = runSteps(outside)

const first = [...CHECKS, BUILD]
const failedChecks = await runSteps(first)
const failedSize = await runSteps([SIZE])
// It has its minutes whatever else runs; while all cores are at the checks it would only wait.
const lasting = isCi ? [SOAK] : []
const failingLasting = runSteps(lasting)
const unit = await tests('unit, server and web tests', ['vitest', 'run'], /Tests\s+(?:(\d+) failed\D+)?(?:(\d+) passed)?/)
const browser = await tests('end to end', ['playwright', 'test'], /(?:(\d+) failed[\s\S]*?)?(\d+) passed/)

const steps = first.length + 1 + outside.length + lasting.length
const failedSteps = failedChecks + failedSize + (await failingOutside) + (await failingLasting)
const passed = steps - failedSteps + unit.passed + browser.passed
const failed = failedSteps + unit.failed + browser.failed
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

async function tests(name: string, command: Step['command'], pattern: RegExp): Promise<Tally> {
  console.log(`\n${name}`)
  const { code, output } = await run({ name, command }, true)
  const match = pattern.exec(withoutColours(output))
  const tally = { failed: Number(match?.[1] ?? 0), passed: Number(match?.[2] ?? 0) }
  // A runner that died, or ran nothing, must not pass for success.
  return code === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 }
}

function withoutColours(text: string): string {
  return text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')
}
