// Lays out a new module: `node scripts/new-module.ts wishes`. What must be added elsewhere is printed, not guessed.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'

const name = process.argv[2] ?? ''
if (!/^[a-z]+$/.test(name)) stop('Give the name of the module in small letters: node scripts/new-module.ts wishes')
const folder = `modules/${name}`
if (existsSync(folder)) stop(`${folder} is there already.`)

mkdirSync(`${folder}/migrations`, { recursive: true })
mkdirSync(`${folder}/web`)
for (const [file, text] of Object.entries(files(name))) writeFileSync(`${folder}/${file}`, text)

console.log(`${folder} is laid out. Now
- say in ${folder}/index.ts what it is, which tables and events it owns and whom it calls;
- add its line to MAY_CALL in scripts/check-boundaries.ts, MOUNTED in app/http.ts, Tables in app/tables.ts and MIGRATION_FOLDERS in app/migrations.ts;
- add its permissions to app/permissions.ts and its events to app/events.ts;
- follow docs/add-a-feature.md from there.`)

function files(name: string): Record<string, string> {
  const upper = name.charAt(0).toUpperCase() + name.slice(1)
  return {
    'index.ts': `// The ${name} module: …\n// Tables ${name}. Emits nothing. Calls no other module.\nexport { ${name}Routes } from './routes.ts'\n`,
    'api.ts': `import * as z from 'zod'\n\nexport const ${upper}Response = z.object({ id: z.uuid() })\nexport type ${upper}Response = z.infer<typeof ${upper}Response>\n`,
    'routes.ts': `import { routes } from '#core/http'\n\nexport const ${name}Routes = routes('${name}')\n`,
    'tables.ts': `/** Tables of the ${name} module, as its migrations make them. */\nexport interface ${upper}Tables {\n  ${name}: { workspace_id: string; id: string }\n}\n`,
    [`migrations/0001_${name}.sql`]: migration(name),
    'web/en.json': '{\n  "errors": {}\n}\n',
    'web/fa.json': '{\n  "errors": {}\n}\n',
  }
}

function migration(name: string): string {
  return `create table ${name} (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table ${name} enable row level security;
alter table ${name} force row level security;
create policy workspace on ${name} using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
`
}

function stop(why: string): never {
  console.error(why)
  process.exit(1)
}
