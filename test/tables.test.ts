import { globSync, readFileSync } from 'node:fs'
import { parseSync, type TSInterfaceDeclaration, type TSSignature, type TSType } from 'oxc-parser'
import { beforeAll, expect, test } from 'vitest'
import { PROJECT_FOLDER } from '#core/config'
import { connectClient } from '#core/db'
import { testServer } from '#test/lab'

/** A table's columns by name, each as what a reader gets: 'bigint', 'Date or null', … */
type Table = Record<string, string>

/** What our connections make of PostgreSQL's types, see core/db.ts. */
const READ_AS: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  int2: 'number',
  int4: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  int8: 'bigint',
  bool: 'boolean',
  timestamptz: 'Date',
  bytea: 'Buffer',
  jsonb: 'unknown',
  _text: 'string[]',
  _uuid: 'string[]',
}

const FILES = globSync(['core/tables.ts', 'modules/*/{,*/}tables.ts'], { cwd: PROJECT_FOLDER })

const live: Record<string, Table> = {}

beforeAll(async () => {
  const client = await connectClient((await testServer()).address)
  const { rows } = await client.query<{ relname: string; attname: string; typname: string; attnotnull: boolean }>(`
    select relname, attname, typname, attnotnull
    from pg_class join pg_attribute on attrelid = pg_class.oid join pg_type on pg_type.oid = atttypid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped and relname <> 'migrations'`)
  await client.end()
  for (const { relname, attname, typname, attnotnull } of rows) {
    live[relname] = { ...live[relname], [attname]: (READ_AS[typname] ?? typname) + (attnotnull ? '' : ' or null') }
  }
})

test('the tables that code knows are those of the database, column by column', () => {
  const known = Object.assign({}, ...FILES.map(tablesIn))
  expect(known).toEqual(live)
  expect(Object.keys(known).length).toBeGreaterThan(20)
})

/** Every table that an interface named `…Tables` of this file lists. */
function tablesIn(file: string): Record<string, Table> {
  const code = readFileSync(`${PROJECT_FOLDER}/${file}`, 'utf8')
  const interfaces = new Map<string, TSInterfaceDeclaration>()
  const aliases = new Map<string, TSType>()
  for (const statement of parseSync(file, code).program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type === 'TSInterfaceDeclaration') interfaces.set(declared.id.name, declared)
    if (declared?.type === 'TSTypeAliasDeclaration') aliases.set(declared.id.name, declared.typeAnnotation)
  }
  const lists = [...interfaces.values()].filter(({ id }) => id.name.endsWith('Tables'))
  return Object.fromEntries(lists.flatMap(({ body }) => entries(body.body).map(([name, type]) => [name, tableOf(type)])))

  function tableOf(type: TSType): Table {
    const members = type.type === 'TSTypeLiteral' ? type.members : interfaces.get(nameOf(type))?.body.body
    if (!members) throw new Error(`${file}: ${code.slice(type.start, type.end)} is no table`)
    return Object.fromEntries(entries(members).map(([name, column]) => [name, columnOf(column)]))
  }

  function columnOf(type: TSType): string {
    const kinds = kindsOf(type)
    const nullable = kinds.delete('null')
    return [...kinds].join(' | ') + (nullable ? ' or null' : '')
  }

  function kindsOf(type: TSType): Set<string> {
    if (type.type === 'TSUnionType') return new Set(type.types.flatMap((each) => [...kindsOf(each)]))
    if (type.type === 'TSLiteralType') return new Set(['string'])
    if (type.type !== 'TSTypeReference') return new Set([code.slice(type.start, type.end)])
    const alias = aliases.get(nameOf(type))
    if (alias) return kindsOf(alias)
    const read = ['ColumnType', 'Generated'].includes(nameOf(type)) ? type.typeArguments?.params[0] : undefined
    if (read) return nameOf(read) === 'T' ? new Set(['unknown']) : kindsOf(read)
    // core/tables.ts says once what a column of JSON is.
    if (nameOf(type) === 'Json') return new Set(['unknown'])
    return new Set([isUnionOfTexts(file, nameOf(type)) ? 'string' : nameOf(type)])
  }
}

/** Whether the module's contract says that these are a few texts. */
function isUnionOfTexts(tables: string, name: string): boolean {
  if (['Date', 'Buffer', 'Calendar'].includes(name) || tables.startsWith('core/')) return name === 'Calendar'
  const contract = readFileSync(`${PROJECT_FOLDER}/${tables.replace('tables.ts', 'api.ts')}`, 'utf8')
  return contract.includes(`const ${name} = z.enum(`)
}

function entries(members: readonly TSSignature[]): [string, TSType][] {
  return members.map((member) => {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || !member.typeAnnotation)
      throw new Error('a table has only columns')
    return [member.key.name, member.typeAnnotation.typeAnnotation]
  })
}

function nameOf(type: TSType): string {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName.name : ''
}
