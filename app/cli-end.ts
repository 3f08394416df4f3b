import { say, sentenceOf } from './cli-messages.ts'
import { languageOf } from '#core/config'

/** Runs a command and ends the process with its exit code; 1 and one line for an error that was thrown on purpose. */
export async function runToEnd(command: () => Promise<number>): Promise<never> {
  process.exit(await exitCodeOf(command))
}

async function exitCodeOf(command: () => Promise<number>): Promise<number> {
  const language = languageOf()
  try {
    return await command()
  } catch (error) {
    const sentence = sentenceOf(error, language)
    if (sentence) console.error(sentence)
    else console.error(say(language, 'unexpected'), error)
    return 1
  }
}
