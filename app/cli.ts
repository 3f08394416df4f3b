import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runToEnd } from './cli-end.ts'
import { helpText, isCommand, type CommandName } from './cli-help.ts'
import { say } from './cli-messages.ts'
import { folderOfCaller, languageOf, PROJECT_FOLDER } from '#core/config'
import { IS_PACKAGED } from '#core/packaged'

/** A command gets what stands after its name, and gives its exit code. */
export interface Command {
  readonly run: (args: string[]) => Promise<number>
}

/** Each command is loaded when it is called, so that a report never loads the database. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  serve: () => import('./cli-serve.ts'),
  migrate: () => import('./cli-migrate.ts'),
  import: () => import('./cli-import.ts'),
  report: () => import('./cli-report.ts'),
  backup: () => import('./cli-backup.ts'),
  restore: () => import('./cli-restore.ts'),
  doctor: () => import('./cli-doctor.ts'),
  user: () => import('./cli-user.ts'),
}

await runToEnd(() => runCommand(process.argv.slice(2)))

async function runCommand(argv: string[]): Promise<number> {
  const caller = folderOfCaller()
  if (caller) process.chdir(caller)
  const [name = IS_PACKAGED ? 'serve' : 'help', ...rest] = argv
  if (isCommand(name)) return (await COMMANDS[name]()).run(rest)
  return answerWithoutCommand(argv)
}

/** `bazgasht`, `bazgasht help`, `bazgasht --version`, `bazgasht --lang fa --help`, and names that are none. */
function answerWithoutCommand(argv: string[]): number {
  const options = { lang: { type: 'string' }, version: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args: argv, allowPositionals: true, strict: false, options })
  if (values.version === true) return printVersion()
  const language = values.lang === 'fa' || values.lang === 'en' ? values.lang : languageOf()
  const name = positionals[0]
  if (name && name !== 'help') {
    console.error(`${say(language, 'unknown_command', { name })}\n\n${helpText(language)}`)
    return 1
  }
  console.log(helpText(language))
  return 0
}

function printVersion(): number {
  console.log(JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')).version)
  return 0
}
