import { boot } from './boot.ts'
import { say } from './cli-messages.ts'
import { readConfig } from '#core/config'

/** Brings the database up to date without serving. */
export async function run(): Promise<number> {
  const settings = readConfig()
  const quiet = { info: () => undefined, warn: (text: string) => console.error(text) }
  const ground = await boot(settings, { log: quiet })
  await ground.close()
  console.log(say(settings.language, 'migrated', { count: ground.migrated.length }))
  return 0
}
