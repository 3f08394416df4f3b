// How often the parameters that customers were simulated with lie within two standard errors of those that are found:
//   node bench/recovery.ts [runs] [customers]
import { MODEL_NAMES, type ModelName } from '../modules/insights/models/contract.ts'
import { fitModel } from '../modules/insights/models/fit.ts'
import { simulate } from '../modules/insights/models/make.ts'

const [runs = 40, customers = 100_000] = process.argv.slice(2).map(Number)

const SETTINGS = {
  'bg-nbd': [
    { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    { r: 1.5, alpha: 10, a: 0.5, b: 1.5 },
  ],
  'pareto-nbd': [
    { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
    { r: 1.2, alpha: 5, s: 0.8, beta: 20 },
  ],
  'mbg-nbd': [
    { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
    { r: 1, alpha: 4, a: 1.5, b: 6 },
  ],
} as const

const inAll = { within: 0, of: 0 }
for (const name of MODEL_NAMES) for (const truth of SETTINGS[name]) tryOut(name, truth)
console.log(`In all ${share(inAll)} (${inAll.within} of ${inAll.of}); 95.4% are to be expected.`)

function tryOut(name: ModelName, truth: Readonly<Record<string, number>>): void {
  const began = performance.now()
  const near = Array.from({ length: runs }, (_, k) => nearTruth(name, truth, (k + 1) * 7919)).flat()
  const here = { within: near.filter(Boolean).length, of: near.length }
  inAll.within += here.within
  inAll.of += here.of
  const seconds = ((performance.now() - began) / 1000 / runs).toFixed(1)
  console.log(
    `${name} ${JSON.stringify(truth)}: ${share(here)} of parameters within two standard errors in ${runs} runs (${seconds} s a run)`,
  )
}

/** For each parameter, whether the truth lies within two standard errors of what is found. */
function nearTruth(name: ModelName, truth: Readonly<Record<string, number>>, seed: number): boolean[] {
  const { parameters, standardErrors } = fitModel(name, simulate(name, truth, { customers, span: 78, seed }))
  return Object.entries(truth).map(([key, value]) => Math.abs((parameters[key] ?? Infinity) - value) <= 2 * (standardErrors[key] ?? 0))
}

function share({ within, of }: { within: number; of: number }): string {
  return `${((100 * within) / of).toFixed(1)}%`
}
