// Fails when code crosses a boundary that ARCHITECTURE.md describes. Run by `npm run check`.
import { globSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/** Which modules each module may call through their doors; it may also read, never write, their tables. */
const MAY_CALL: Record<string, readonly string[]> = {
  workspaces: [],
  accounts: ['workspaces'],
  audit: ['workspaces'],
  operations: ['accounts', 'workspaces'],
  customers: ['workspaces'],
  orders: ['customers'],
  consent: ['customers', 'workspaces'],
  profiles: ['customers', 'orders', 'consent', 'workspaces'],
  imports: ['customers', 'orders', 'consent', 'profiles', 'workspaces'],
  tracking: ['customers', 'orders', 'consent', 'workspaces'],
  shops: ['customers', 'orders', 'consent', 'workspaces'],
  privacy: ['customers', 'consent', 'workspaces'],
  segments: ['customers', 'orders', 'consent', 'workspaces'],
  webhooks: ['customers', 'workspaces'],
  tokens: ['workspaces'],
  insights: ['customers', 'orders', 'profiles', 'segments', 'workspaces'],
}
/** Modules whose job is to read everybody's tables. */
const READS_ALL: ReadonlySet<string> = new Set(['insights', 'segments', 'audit'])

const IMPURE = /\b(?:Date\.now|new Date\(\)|Math\.random|process\.|fetch\(|console\.|await |crypto\.)/
const TABLE_USE =
  /\b(insertInto|updateTable|deleteFrom|selectFrom|innerJoin|leftJoin)\('(\w+)|\b(insert into|update|delete from|from|join|copy)\s+([a-z_]+)\b/g
const WRITES = new Set(['insertInto', 'updateTable', 'deleteFrom', 'insert into', 'update', 'delete from', 'copy'])

const tableOwners = findTableOwners()
const problems = [...globSync('{core,modules,web}/**/*.{ts,tsx}'), ...globSync('{core,modules}/**/migrations/*.sql')].flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  const found = file.endsWith('.sql')
    ? migrationProblems(text)
    : [...importProblems(file, text), ...purityProblems(file, text), ...tableProblems(file, text)]
  return found.map((problem) => `${file}: ${problem}`)
})
problems.push(...globSync('{web,modules,public,core,app}/**/*.{ts,tsx}').flatMap(linkProblems))
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}

function importProblems(file: string, text: string): string[] {
  if (isTest(file)) return []
  return importsOf(file, text)
    .filter(({ target, typeOnly }) => !mayImport(file, target, typeOnly))
    .map(({ target }) => `may not import '${target}'`)
}

interface Import {
  readonly target: string
  readonly typeOnly: boolean
}

function importsOf(file: string, text: string): Import[] {
  const { module } = parseSync(file, text)
  const fixed = module.staticImports.map((each) => ({
    target: each.moduleRequest.value,
    typeOnly: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
  }))
  const passedOn = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ target: moduleRequest.value, typeOnly: isType }] : []))
  const lazy = module.dynamicImports.map(({ moduleRequest }) => ({
    target: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    typeOnly: false,
  }))
  return [...fixed, ...passedOn, ...lazy]
}

function mayImport(file: string, target: string, typeOnly: boolean): boolean {
  if (target.startsWith('#test/') || target.endsWith('/make.ts')) return false
  if (file.startsWith('core/pure/')) return target.startsWith('./') || target.startsWith('libphonenumber-js')
  if (file.startsWith('core/')) return coreMay(target, typeOnly)
  if (file.startsWith('web/')) return !/^#(?:core|modules)\//.test(target)
  const door = /^#(?:modules|api|domain)\/(\w+)$/.exec(target)?.[1]
  const own = moduleOf(file)
  if (door && door !== own && !MAY_CALL[own]?.includes(door) && !isOnlyShared(file, target, own)) return false
  if (isDomain(file)) return domainMay(file, target, typeOnly)
  if (file.includes('/web/')) return webMay(file, target)
  return !target.startsWith('../') || inOwnModule(file, target)
}

/** A page may show another module's contract (its api types) when the server side may call that module. */
function isOnlyShared(file: string, target: string, own: string): boolean {
  return file.includes('/web/') && /^#(?:api|domain)\//.test(target) && own !== ''
}

function coreMay(target: string, typeOnly: boolean): boolean {
  if (target.startsWith('#modules/') || target.startsWith('#web/')) return false
  return typeOnly || !target.startsWith('../')
}

function domainMay(file: string, target: string, typeOnly: boolean): boolean {
  if (file.includes('/models/') && target.startsWith('./')) return true
  return (
    typeOnly ||
    target === 'zod' ||
    /^(?:#domain\/|#api\/|#pure\/|(?:\.\.?\/)+(?:\w+\/)?(?:domain|api|columns|headings|models\/))/.test(target)
  )
}

function webMay(file: string, target: string): boolean {
  if (/^#(?:core|modules)\//.test(target)) return false
  if (!target.startsWith('../')) return true
  const path = posix.join(dirname(file), target)
  return path.startsWith(`modules/${moduleOf(file)}/web/`) || (/\/(?:api|domain)[\w-]*\.ts$/.test(path) && inOwnModule(file, target))
}

/** `../x.ts` from a subfolder stays inside the module. */
function inOwnModule(file: string, target: string): boolean {
  const depth = file.split('/').length - 3
  return target.split('../').length - 1 <= depth
}

function purityProblems(file: string, text: string): string[] {
  const pure = isDomain(file) || (file.startsWith('core/pure/') && !isTest(file))
  return pure && IMPURE.test(stripComments(text)) ? ['is pure code: take time, ids and data as arguments'] : []
}

function tableProblems(file: string, text: string): string[] {
  if (!file.startsWith('modules/') || isTest(file) || file.includes('/web/')) return []
  const own = moduleOf(file)
  return [...stripComments(text).matchAll(TABLE_USE)].flatMap(([, call, callTable, word, sqlTable]) => {
    const table = callTable ?? sqlTable ?? ''
    const owner = tableOwners.get(table)
    if (!owner || owner === own) return []
    if (WRITES.has(call ?? word ?? '')) return [`writes ${table}, which belongs to ${owner}`]
    return READS_ALL.has(own) || MAY_CALL[own]?.includes(owner) ? [] : [`reads ${table}, which belongs to ${owner}`]
  })
}

/** Who follows a link out, or into another tab, is told nothing of where they came from, and cannot be steered from there. */
function linkProblems(file: string): string[] {
  const text = isTest(file) ? '' : stripComments(readFileSync(file, 'utf8'))
  return [...text.matchAll(/<\w+\s[^<]*?(?:target=(?!"_self")|href=[{$'"`]+https?:)[^<]*/g)]
    .filter(([tag]) => !/rel="(?:\w+ )*noopener noreferrer/.test(tag))
    .map(([tag]) => `${file}: a link out without rel="noopener noreferrer": ${tag.slice(0, 80).replace(/\s+/g, ' ')}`)
}

/** What a sharded database forbids: keys that do not begin with the workspace, triggers, stored logic, advisory locks; and rows changed that nobody sees. */
function migrationProblems(text: string): string[] {
  const sql = text.replace(/--.*$/gm, '')
  const problems: string[] = []
  for (const [, table, body] of sql.matchAll(/create table (\w+) \(([\s\S]*?)\n\)/g)) {
    if (!body?.includes('workspace_id')) continue
    for (const [key, columns] of body.matchAll(/(?:primary key|unique|foreign key) \(([^)]*)\)/g)) {
      if (!columns?.startsWith('workspace_id')) problems.push(`${table}: '${key}' must begin with workspace_id`)
    }
    if (!table?.startsWith('workspaces') && !new RegExp(`alter table ${table} force row level security`).test(sql))
      problems.push(`${table}: has no row-level security`)
  }
  if (/create (?:or replace )?(?:trigger|function|procedure)|pg_advisory|on delete set null|on update cascade/i.test(sql)) {
    problems.push('uses a trigger, stored logic, an advisory lock or a rule that a sharded database forbids')
  }
  for (const [, table] of sql.matchAll(/^(?:update|delete from|insert into) (\w+)/gm)) {
    const isGuarded = !table?.startsWith('auth_') && !table?.startsWith('workspaces')
    if (isGuarded && !sql.includes(`alter table ${table} no force row level security`))
      problems.push(`${table}: row-level security hides its rows from this migration`)
  }
  return problems
}

function findTableOwners(): Map<string, string> {
  const owners = new Map<string, string>()
  for (const file of globSync('modules/*/migrations/*.sql')) {
    for (const [, table] of readFileSync(file, 'utf8').matchAll(/create table (\w+)/g)) owners.set(table ?? '', moduleOf(file))
  }
  return owners
}

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.endsWith('/make.ts')
}

function isDomain(file: string): boolean {
  return (/\/domain[\w-]*\.ts$/.test(file) || /\/models\/[\w-]+\.ts$/.test(file)) && !isTest(file)
}

function moduleOf(file: string): string {
  return file.split('/')[1] ?? ''
}
