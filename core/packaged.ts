import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Whether this runs from the package or the offline bundle, which hold JavaScript, and not from a clone: there is nothing to install or to build then. */
export const IS_PACKAGED = import.meta.filename.endsWith('.js')

interface Told {
  /** BAZGASHT_DATA. */
  readonly given: string | undefined
  /** XDG_DATA_HOME, where this user's programs keep their data. */
  readonly dataHome: string | undefined
}

/**
 * The data folder of an installed package: as it is said, from the current folder; else one in the user's home, which a newer package finds again
 * wherever it lies, and which nobody deletes together with an old one.
 */
export function dataFolderOfPackage({ given, dataHome }: Told): string {
  return given ? resolve(given) : join(dataHome || join(homedir(), '.local', 'share'), 'bazgasht')
}
