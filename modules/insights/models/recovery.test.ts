import { expect, test } from 'vitest'
import { fitModel } from './fit.ts'
import { fitGammaGamma } from './gamma-gamma.ts'
import { simulate, simulateSpend } from './make.ts'

// With 100,000 customers and many runs: node bench/recovery.ts
test.each([
  ['bg-nbd', { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }],
  ['bg-nbd', { r: 1.5, alpha: 10, a: 0.5, b: 1.5 }],
  ['mbg-nbd', { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }],
  ['mbg-nbd', { r: 1, alpha: 4, a: 1.5, b: 6 }],
  ['pareto-nbd', { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }],
  ['pareto-nbd', { r: 1.2, alpha: 5, s: 0.8, beta: 20 }],
] as const)('%s finds the parameters %j again', (name, parameters) => {
  for (const seed of [1, 2, 3]) {
    const { state, parameters: found, standardErrors } = fitModel(name, simulate(name, parameters, { customers: 4000, span: 78, seed }))
    expect(state).toBe('ok')
    // One in twenty is further off than two errors, so that not one in 72 of these is further off than three and a half.
    for (const [key, truth] of Object.entries(parameters)) expect(Math.abs(found[key]! - truth) / standardErrors[key]!).toBeLessThan(3.5)
  }
})

test('Gamma-Gamma finds the parameters of spending again', () => {
  const truth = { p: 6.25, q: 3.74, v: 15.44 }
  const { x, meanSpend } = simulateSpend(truth, 8000, 5)
  const found = fitGammaGamma(x, meanSpend)
  expect(found.state).toBe('ok')
  for (const key of ['p', 'q', 'v'] as const) expect(Math.abs(found[key]! - truth[key]) / found.standardErrors[key]!).toBeLessThan(3)
})
