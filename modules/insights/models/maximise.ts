/** A log-likelihood at some parameters, with its first and second derivatives by them (row by row, n × n). */
export interface Evaluation {
  readonly value: number
  readonly gradient: Float64Array
  readonly hessian: Float64Array
}

/** Where the search ended. The errors are of the parameters' logarithms, from the observed information there. */
export interface Maximum {
  readonly parameters: Float64Array
  readonly value: number
  /** False when the search ran out, ran away, or the likelihood is not curved there. */
  readonly found: boolean
  readonly logErrors: Float64Array
}

/**
 * Maximises a smooth function of positive parameters: Newton steps on their logarithms, damped as by Levenberg (1944) and Marquardt (1963).
 * Ends when a full step promises less than a rounding error, or after MOST_EVALUATIONS.
 */
export function maximise(evaluate: (parameters: Float64Array) => Evaluation, start: readonly number[]): Maximum {
  let parameters: Float64Array = Float64Array.from(start)
  let here = evaluate(parameters)
  let damping = 1e-3
  for (let evaluations = 1; evaluations < MOST_EVALUATIONS; evaluations++) {
    const { gradient, curvature } = onLogs(parameters, here)
    const full = solve(curvature, gradient)
    if (full && dot(full, gradient) <= 2 * Math.max(1e-10, 1e-14 * Math.abs(here.value))) return ended(parameters, here.value, curvature)
    const step = solve(damped(curvature, damping), gradient)
    const tried = step && moved(parameters, step)
    const next = tried && evaluate(tried)
    if (tried && next && next.value > here.value) {
      parameters = tried
      here = next
      damping = Math.max(damping / 10, 1e-12)
    } else {
      if (damping > 1e12) break
      damping = Math.max(damping, 1e-5) * 10
    }
  }
  // A search that stops gaining has ended at the top when what is left to gain is lost in rounding.
  const { gradient, curvature } = onLogs(parameters, here)
  const full = solve(curvature, gradient)
  const left = full ? dot(full, gradient) : Infinity
  return left <= 1e-12 * Math.abs(here.value) + 1e-7 ? ended(parameters, here.value, curvature) : lost(parameters, here.value)
}

const MOST_EVALUATIONS = 150
/** No step multiplies a parameter by more than e^1.5. */
const LONGEST_STEP = 1.5

/** Gradient and negative Hessian by the logarithms of the parameters. */
function onLogs(parameters: Float64Array, { gradient, hessian }: Evaluation) {
  const n = parameters.length
  const slope = gradient.map((g, i) => g * parameters[i]!)
  const curvature = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) curvature[i * n + j] = -parameters[i]! * parameters[j]! * hessian[i * n + j]!
    curvature[i * n + i]! -= slope[i]!
  }
  return { gradient: slope, curvature }
}

function damped(curvature: Float64Array, damping: number): Float64Array {
  const n = Math.sqrt(curvature.length)
  const most = curvature.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return curvature.map((value, k) => (k % (n + 1) === 0 ? value + damping * Math.max(Math.abs(value), 1e-8 * most, 1e-300) : value))
}

function moved(parameters: Float64Array, step: Float64Array): Float64Array {
  const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1
  return parameters.map((value, i) => value * Math.exp(scale * step[i]!))
}

function ended(parameters: Float64Array, value: number, curvature: Float64Array): Maximum {
  const n = parameters.length
  const logErrors = parameters.map((_, i) => {
    const unit = new Float64Array(n)
    unit[i] = 1
    return Math.sqrt(solve(curvature, unit)?.[i] ?? Infinity)
  })
  return { parameters, value, found: logErrors.every(Number.isFinite), logErrors }
}

function lost(parameters: Float64Array, value: number): Maximum {
  return { parameters, value, found: false, logErrors: parameters.map(() => Infinity) }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

/** Solves A x = b for a symmetric A by Cholesky's decomposition; null when A is not positive definite. */
function solve(A: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length
  const L = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = A[i * n + j]!
      for (let k = 0; k < j; k++) rest -= L[i * n + k]! * L[j * n + k]!
      if (i !== j) L[i * n + j] = rest / L[j * n + j]!
      else if (rest > 1e-14 * Math.abs(A[i * n + i]!)) L[i * n + i] = Math.sqrt(rest)
      else return null
    }
  }
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= L[i * n + k]! * x[k]!
    x[i]! /= L[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= L[k * n + i]! * x[k]!
    x[i]! /= L[i * n + i]!
  }
  return x
}
