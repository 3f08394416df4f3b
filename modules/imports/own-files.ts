import type { Ctx } from '#core/context'

/** Every file in the data folder that belongs to imports of the workspace. */
export async function importFiles(ctx: Ctx): Promise<{ readonly area: string; readonly name: string }[]> {
  const imports = ctx.db.selectFrom('imports').select(['id', 'file_path']).where('workspace_id', '=', ctx.workspace.id)
  const names = (await imports.execute()).flatMap(({ id, file_path }) => [`${id}.skipped.csv.gz`, file_path, `${file_path}.json`])
  return names.map((name) => ({ area: 'imports', name }))
}
