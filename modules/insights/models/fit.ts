import { betaGeometricLikelihood } from './beta-geometric.ts'
import { MODEL_NAMES, type BestFit, type FitState, type Fitted, type ModelData, type ModelName } from './contract.ts'
import { maximise, type Evaluation, type Maximum } from './maximise.ts'
import { mergeRows, type MergedRows } from './merged-rows.ts'
import { paretoLikelihood } from './pareto.ts'

/**
 * Fewer customers, or fewer who came back, are too few: four parameters are asked of the data, what distinguishes them is who came back
 * and when, and below this the standard errors are about as large as the parameters.
 */
export const FEWEST = { customers: 50, repeaters: 10 } as const

/** The parameters of each model, in their order. */
export const PARAMETERS: Readonly<Record<ModelName, readonly [string, string, string, string]>> = {
  'bg-nbd': ['r', 'alpha', 'a', 'b'],
  'pareto-nbd': ['r', 'alpha', 's', 'beta'],
  'mbg-nbd': ['r', 'alpha', 'a', 'b'],
}

/** The model with the parameters that make the data likeliest. */
export function fitModel(name: ModelName, data: ModelData): Fitted {
  return fitRows(name, mergeRows(data))
}

/** All models, and the likeliest of those that could be fitted (each has four parameters, so the likelihoods compare as they are). `tell` hears how far it is, 0 to 1. */
export function fitBest(data: ModelData, tell?: (share: number) => void): BestFit {
  const rows = mergeRows(data)
  const tried = MODEL_NAMES.map((name, k) => {
    const fitted = fitRows(name, rows)
    tell?.((k + 1) / MODEL_NAMES.length)
    return fitted
  })
  const best = tried.reduce((best, fitted) => ((fitted.logLikelihood ?? -Infinity) > (best.logLikelihood ?? -Infinity) ? fitted : best))
  return { best, tried }
}

function fitRows(name: ModelName, rows: MergedRows): Fitted {
  const reason = reasonAgainst(rows)
  if (reason) return unfitted(name, rows, reason)
  const maxima = startsOf(name, rows).map((start) => () => maximise((parameters) => LIKELIHOODS[name](rows, parameters), start))
  let highest = -Infinity
  for (const search of maxima) {
    const maximum = search()
    if (isCurved(maximum)) return fittedAt(name, rows, maximum)
    highest = Math.max(highest, maximum.value)
  }
  return (name === 'bg-nbd' && withoutLeaving(rows, highest)) || unfitted(name, rows, 'flat')
}

/** Stands for a = 0, of which the likelihood has the logarithm. */
const NEVER = 1e-9
/** Half the 95 % point of chi-squared with two degrees: a and b must gain more than this to be believed. */
const LEAST_GAIN = 2.995732273553991

/**
 * Where leaving cannot be seen, a and b are not determined, but how often people buy may well be: then BG/NBD at its edge a = 0, where nobody leaves, which is
 * the NBD of Ehrenberg (1959). Null where that is less likely than what was found (`highest`), or not determined either.
 */
function withoutLeaving(rows: MergedRows, highest: number): Fitted | null {
  const edge = ([r = 1, alpha = 1]: Float64Array): Evaluation => {
    const { value, gradient, hessian } = betaGeometricLikelihood(rows, 0, Float64Array.of(r, alpha, NEVER, 1))
    const at = (i: number) => hessian[i] ?? 0
    return { value, gradient: gradient.slice(0, 2), hessian: Float64Array.of(at(0), at(1), at(4), at(5)) }
  }
  for (const start of startsOf('bg-nbd', rows)) {
    const found = maximise(edge, start.slice(0, 2))
    if (!isCurved(found) || highest - found.value > LEAST_GAIN) continue
    const { parameters, standardErrors, ...rest } = fittedAt('bg-nbd', rows, found)
    return { ...rest, parameters: { ...parameters, a: 0, b: 1 }, standardErrors: { ...standardErrors, a: null, b: null } }
  }
  return null
}

function reasonAgainst({ customers, repeaters }: MergedRows): FitState | null {
  if (customers < FEWEST.customers) return 'too_few'
  if (repeaters === 0) return 'no_repeat'
  return repeaters < FEWEST.repeaters ? 'too_few' : null
}

const LIKELIHOODS: Readonly<Record<ModelName, (rows: MergedRows, parameters: Float64Array) => Evaluation>> = {
  'bg-nbd': (rows, parameters) => betaGeometricLikelihood(rows, 0, parameters),
  'pareto-nbd': paretoLikelihood,
  'mbg-nbd': (rows, parameters) => betaGeometricLikelihood(rows, 1, parameters),
}

/** Where a search begins: rates as the data have them in the mean, first with customers that differ much, then with alike ones. */
function startsOf(name: ModelName, { customers, purchases, observed }: MergedRows): readonly (readonly number[])[] {
  const meanTime = Math.max(observed / customers, 1e-6)
  const perTime = purchases / Math.max(observed, 1e-6)
  return [0.5, 3].map((r) => (name === 'pareto-nbd' ? [r, r / perTime, 0.6, meanTime / 2] : [r, r / perTime, 0.8, 2.5]))
}

/** A parameter whose 95 % interval spans more than three thousandfold (e^±4), or that ran to either end, is not known. */
function isCurved({ found, logErrors, parameters }: Maximum): boolean {
  return found && logErrors.every((error) => error < 2) && parameters.every((value) => value > 1e-6 && value < 1e9)
}

function unfitted(name: ModelName, { customers }: MergedRows, state: FitState): Fitted {
  return { name, state, parameters: {}, standardErrors: {}, logLikelihood: null, customers }
}

function fittedAt(name: ModelName, { customers }: MergedRows, { parameters, logErrors, value }: Maximum): Fitted {
  const named = (of: (k: number) => number) =>
    Object.fromEntries(PARAMETERS[name].slice(0, parameters.length).map((parameter, k) => [parameter, of(k)]))
  return {
    name,
    state: 'ok',
    parameters: named((k) => parameters[k]!),
    // The delta method: the error of a parameter is itself times that of its logarithm.
    standardErrors: named((k) => parameters[k]! * logErrors[k]!),
    logLikelihood: value,
    customers,
  }
}
