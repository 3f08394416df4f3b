import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { Finding } from '../api.ts'
import { finding, reasonOf, type Check } from './check.ts'
import { openSecrets } from '#core/config'

/** Whether the data folder is ours alone, and can be written. */
export const folderCheck: Check = {
  name: 'folder',
  look: ({ settings: { dataFolder: folder } }) => {
    if (!existsSync(folder)) return [finding('ok', 'folder', 'folder_new', { folder })]
    const refusal = refusalToWrite(folder)
    if (refusal !== null) return [finding('bad', 'folder', 'folder_closed', { folder, reason: refusal, user: userInfo().username })]
    const { mode } = statSync(folder)
    if (mode & 0o007) return [finding('warn', 'folder', 'folder_open', { folder, mode: modeText(mode) })]
    return [finding('ok', 'folder', 'folder_ok', { folder })]
  },
}

/** Whether secrets can be read by nobody else. */
export const secretsCheck: Check = {
  name: 'secrets',
  look: ({ settings }): Finding[] => {
    const open = openSecrets(settings)
    if (open.length === 0) return [finding('ok', 'secrets', 'secrets_ok')]
    return open.map((file) => finding('warn', 'secrets', 'secrets_open', { file, mode: modeText(statSync(file).mode) }))
  },
}

function refusalToWrite(folder: string): string | null {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

const modeText = (mode: number) => (mode & 0o777).toString(8).padStart(4, '0')
