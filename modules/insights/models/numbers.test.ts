import { expect, test } from 'vitest'
import { betaGeometricLikelihood } from './beta-geometric.ts'
import type { ModelName } from './contract.ts'
import { discountedByPeriod, discountedResidual, expectedPurchases, probabilityAlive, probabilityOfNone } from './expectations.ts'
import { hypergeometric, lnHypergeometric } from './hypergeometric.ts'
import { fitted } from './make.ts'
import { mergeRows } from './merged-rows.ts'
import { paretoLikelihood } from './pareto.ts'
import { digamma, lnGamma, signedLnGamma, trigamma } from './special.ts'

test('The gamma function and its derivatives are those of the tables', () => {
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13)
  expect(lnGamma(101)).toBeCloseTo(363.739_375_555_563_5, 10)
  expect(digamma(1)).toBeCloseTo(-0.577_215_664_901_532_9, 13)
  expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 13)
  const { ln, sign } = signedLnGamma(-1.5)
  expect(sign * Math.exp(ln)).toBeCloseTo((4 * Math.sqrt(Math.PI)) / 3, 12)
})

test.each([
  // a, b, c, z, and the value by mpmath.
  [[0.243, 2.426, 2.219, 0.9464], 2.389_387_434_408_586],
  [[-0.207, 1.976, 2.219, 0.999], 0.495_662_639_598_636_7],
  [[0.8, 1.3, 2.9, 0.999_999], 2.275_087_705_280_731],
  [[0.5, 1, 3.5, 0.99], 1.244_071_070_965_307],
] as const)('₂F₁ of a, b, c, z = %j is %d', ([a, b, c, z], value) => {
  expect(hypergeometric(a, b, c, z) / value).toBeCloseTo(1, 7)
})

test('₂F₁ of large arguments is known by its logarithm', () => {
  // ₂F₁(a, b; b; z) = (1 − z)^−a
  expect(lnHypergeometric(10_000, 3, 3, 0.9)).toBeCloseTo(-10_000 * Math.log(0.1), 6)
  expect(lnHypergeometric(200.25, 202.5, 203.3, 0.95)).toBeCloseTo(597.510_334_655_8, 5)
})

test('The likelihood of BG/NBD holds for nobody returning and for two hundred purchases', () => {
  const at = (x: number, tx: number, T: number) =>
    betaGeometricLikelihood(
      mergeRows({ x: Float64Array.of(x), tx: Float64Array.of(tx), T: Float64Array.of(T) }),
      0,
      Float64Array.of(0.25, 4, 0.8, 2.5),
    )
  expect(at(0, 0, 40).value.toFixed(8)).toBe('-0.59947382')
  expect(at(200, 38, 40).value.toFixed(4)).toBe('100.7957')
})

const few = { x: Float64Array.of(0, 0, 2, 2, 5, 200), tx: Float64Array.of(0, 0, 7, 7, 9.5, 38), T: Float64Array.of(30, 4, 12, 12, 9.5, 40) }

test.each([
  ['BG/NBD', (p: Float64Array) => betaGeometricLikelihood(mergeRows(few), 0, p), [0.3, 5, 0.7, 2]],
  ['MBG/NBD', (p: Float64Array) => betaGeometricLikelihood(mergeRows(few), 1, p), [0.3, 5, 0.7, 2]],
  ['Pareto/NBD', (p: Float64Array) => paretoLikelihood(mergeRows(few), p), [0.4, 8, 0.7, 0.05]],
] as const)('The derivatives of %s are its slopes', (_, likelihood, parameters) => {
  const at = Float64Array.from(parameters)
  const { gradient, hessian } = likelihood(at)
  for (let i = 0; i < 4; i++) {
    const step = at[i]! * 1e-5
    const [up, down] = [likelihood(at.with(i, at[i]! + step)), likelihood(at.with(i, at[i]! - step))]
    expect((up.value - down.value) / (2 * step) / gradient[i]!).toBeCloseTo(1, 6)
    for (let j = 0; j < 4; j++) expect((up.gradient[j]! - down.gradient[j]!) / (2 * step) / hessian[4 * i + j]!).toBeCloseTo(1, 5)
  }
})

/** ∫ f over (from, to) by the midpoint rule, which shares nothing with the rules under test. */
function integral(f: (t: number) => number, from: number, to: number, steps = 20_000): number {
  let sum = 0
  for (let k = 0; k < steps; k++) sum += f(from + ((k + 0.5) / steps) * (to - from))
  return (sum * (to - from)) / steps
}

const beta = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const pareto = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }

test.each([
  ['bg-nbd', { x: 2, tx: 30.43, T: 38.86 }, beta],
  ['bg-nbd', { x: 0, tx: 0, T: 20 }, beta],
  ['bg-nbd', { x: 3, tx: 12, T: 20 }, { ...beta, a: 1 }],
  ['bg-nbd', { x: 40, tx: 12, T: 20 }, { r: 60, alpha: 20, a: 0.3, b: 0.5 }],
  ['mbg-nbd', { x: 200, tx: 38, T: 40 }, { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }],
  ['mbg-nbd', { x: 0, tx: 0, T: 0 }, { r: 0.525, alpha: 6.183, a: 2.5, b: 0.1 }],
] as const)('%s: expected purchases of %j are the mean over what may be true of the customer', (name, customer, parameters) => {
  const { r, alpha, a, b } = parameters
  const n = customer.x + (name === 'mbg-nbd' ? 1 : 0)
  const scale = alpha + customer.T
  // Density of leaving with probability p at a chance, on p = u^k so that it has no pole at 0.
  const k = 4
  const density = (u: number) => k * u ** (k * a - 1) * (1 - u ** k) ** (b + n - 1)
  const mean = (f: (p: number) => number) => integral((u) => density(u) * f(u ** k), 0, 1) / integral(density, 0, 1)
  const alive = probabilityAlive(fitted(name, parameters), customer)
  for (const t of [0.1, 10, 52]) {
    // Given rate λ and p: (1 − exp(−λ p t)) / p.
    const expected = mean((p) => -Math.expm1(-(r + customer.x) * Math.log1p((p * t) / scale)) / p)
    expect(expectedPurchases(fitted(name, parameters), t, customer) / (alive * expected)).toBeCloseTo(1, 3)
  }
})

test('Pareto/NBD: still being a customer and buying nothing are what the integrals over the time of leaving say', () => {
  const model = fitted('pareto-nbd', pareto)
  for (const { x, tx, T } of [
    { x: 2, tx: 30.43, T: 38.86 },
    { x: 0, tx: 0, T: 39 },
    { x: 200, tx: 38, T: 40 },
  ]) {
    const { r, alpha, s, beta } = pareto
    const silent = (t: number) => ((alpha + t) / (alpha + T)) ** -(r + x) * ((beta + t) / (beta + T)) ** -s
    const left = (from: number, to: number) => integral((t) => (s / (beta + t)) * silent(t), from, to)
    const alive = 1 / (1 + left(tx, T))
    expect(probabilityAlive(model, { x, tx, T })).toBeCloseTo(alive, 6)
    expect(probabilityOfNone(model, 26, { x, tx, T })).toBeCloseTo(1 - alive + alive * (silent(T + 26) + left(T, T + 26)), 6)
  }
})

test.each(['bg-nbd', 'pareto-nbd', 'mbg-nbd'] as const)(
  '%s: a discount week by week is a little less than one from moment to moment',
  (name: ModelName) => {
    const model = fitted(name, name === 'pareto-nbd' ? pareto : beta)
    for (const customer of [
      { x: 2, tx: 30.43, T: 38.86 },
      { x: 0, tx: 0, T: 5 },
      { x: 30, tx: 60, T: 60 },
    ]) {
      const residual = discountedResidual(model, Math.log1p(0.01), customer)
      const byPeriod = discountedByPeriod(model, { rate: 0.01, periods: 4000 }, customer)
      expect(byPeriod).toBeLessThan(residual)
      expect(byPeriod / residual).toBeGreaterThan(0.99)
      // Counting each week's purchases at its end rather than in its middle.
      expect((byPeriod * Math.sqrt(1.01)) / residual).toBeCloseTo(1, 3)
    }
  },
)

test('Nobody who was not fitted is predicted', () => {
  expect(() => probabilityAlive({ ...fitted('bg-nbd', {}), state: 'flat' }, { x: 0, tx: 0, T: 1 })).toThrow(RangeError)
})
