/** What belongs to the work on Bazgasht, to one installation of it, or to nobody else: never part of what people install. */
const UNWANTED = [
  /\.test\.|(?:^|\/)(?:test|tests|e2e|bench|soak|fixtures|node_modules\/\.cache)\//,
  /(?:^|\/)make\.[jt]s$/,
  /\.[cm]?tsx?$|\.map$/,
  /(?:^|\/)(?:\.env|\.npmrc|\.git|\.ci|id_rsa|secret|postgres\.log|instance\.pid)(?:$|[./])/,
  /\.(?:pem|key|p12|bak|log)$/,
  /(?:^|\/)(?:data|bazgasht-data|test-results)\//,
]

/** Those of the files that must not be in the package or the bundle. */
export function unwantedIn(files: readonly string[]): string[] {
  return files.filter((file) => UNWANTED.some((pattern) => pattern.test(file)))
}
