// Fails when a message is missing in one language, has other placeholders there, is used but unknown, or known but unused.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

type Messages = ReadonlyMap<string, string>

const folders = ['web', 'web/charts', 'web/conditions', 'web/permissions', ...globSync('modules/*/web{,/*}')].filter(
  (folder) => existsSync(`${folder}/en.json`) || existsSync(`${folder}/fa.json`),
)
const sources = [...globSync('{app,core,modules,web}/**/*.{ts,tsx}')].filter((file) => !/\.test\.tsx?$/.test(file))
const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n')
const problems = [...folders.flatMap(folderProblems), ...folders.flatMap(unwordedErrors)]
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}

function folderProblems(folder: string): string[] {
  const namespace = areaOf(folder)
  const en = readMessages(`${folder}/en.json`)
  const fa = readMessages(`${folder}/fa.json`)
  return [...pairProblems(folder, en, fa), ...scriptProblems(folder, fa), ...unusedProblems(folder, namespace, en)]
}

/** The namespace of errors: the module's, whichever of its folders the words stand in. */
function areaOf(folder: string): string {
  return /^modules\/([^/]+)/.exec(folder)?.[1] ?? 'web'
}

function pairProblems(folder: string, en: Messages, fa: Messages): string[] {
  const keys = new Set([...en.keys(), ...fa.keys()])
  return [...keys].flatMap((key) => {
    const english = en.get(key)
    const persian = fa.get(key)
    // Persian and English both have `one` and `other`, so plural keys must pair as well.
    if (english === undefined) return [`${folder}/en.json: lacks ${key}`]
    if (persian === undefined) return [`${folder}/fa.json: lacks ${key}`]
    if (placeholders(english) !== placeholders(persian)) return [`${folder}: ${key} has other placeholders in Persian`]
    return []
  })
}

/** Letters of an Arabic keyboard, Latin digits and a blank where a half-space belongs are slips in Persian texts. */
function scriptProblems(folder: string, fa: Messages): string[] {
  return [...fa].flatMap(([key, text]) => {
    const plain = text.replace(/\{\{[^}]*\}\}/g, '').replace(/<[^>]*>/g, '')
    if (/[يك]/.test(plain)) return [`${folder}/fa.json: ${key} has Arabic ي or ك`]
    if (/(?:^|\s)ن?می\s/.test(plain)) return [`${folder}/fa.json: ${key} wants a half-space after «می»`]
    if (/\sها(?:ی|یی)?(?:\s|$)/.test(plain)) return [`${folder}/fa.json: ${key} wants a half-space before «ها»`]
    return []
  })
}

/** A key counts as used when its own name, or the name of a group it stands in, occurs in the code. */
function unusedProblems(folder: string, namespace: string, en: Messages): string[] {
  return [...en.keys()].flatMap((key) => {
    const plain = key.replace(/_(?:one|other)$/, '')
    const parts = plain.split('.')
    const last = parts.at(-1) ?? ''
    const named = parts[0] === 'errors' ? [`${namespace}.${last}`, last] : [plain]
    const groups = parts.slice(0, -1).map((_, index) => `${parts.slice(0, index + 1).join('.')}.\${`)
    const family = `${plain.slice(0, plain.lastIndexOf('_') + 1)}\${`
    return [...named, ...groups, ...(plain.includes('_') ? [family] : [])].some((name) => code.includes(name))
      ? []
      : [`${folder}/en.json: nobody uses ${key}`]
  })
}

/** Every error that a module raises has words, its own or a part's, or a person would read its code. */
function unwordedErrors(folder: string): string[] {
  if (folder === 'web' || basename(folder) !== 'web') return []
  const namespace = areaOf(folder)
  const en = new Map(globSync(`${folder}/{,*/}en.json`).flatMap((file) => [...readMessages(file)]))
  const raised = code.matchAll(new RegExp(`\\b(?:notFound|refused|invalid|tooLarge|tooMany)\\('${namespace}\\.(\\w+)'`, 'g'))
  return [...new Set([...raised].map(([, name]) => name ?? ''))]
    .filter((name) => !en.has(`errors.${name}`))
    .map((name) => `${folder}/en.json: no words for the error ${name}`)
}

function readMessages(file: string): Messages {
  if (!existsSync(file)) return new Map()
  return new Map(flatten(JSON.parse(readFileSync(file, 'utf8')), ''))
}

function flatten(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => flatten(child, path === '' ? key : `${path}.${key}`))
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}|<(\/?\w+)>/g)]
    .map(([, name, tag]) => name ?? tag ?? '')
    .sort((a, b) => a.localeCompare(b))
    .join()
}
