create table imports (
  workspace_id uuid not null,
  id uuid not null,
  -- 'uploaded' waits for the person's word; 'queued', 'running' and 'undoing' are under way; the others are final, but 'done' may become
  -- 'undoing' and then 'undone'.
  status text not null check (status in ('uploaded', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  file_name text not null,
  file_bytes bigint not null,
  -- Name of the stored file in the data folder's `imports`.
  file_path text not null,
  source text not null,
  -- Which column holds what, the unit of money, how dates are written: `ImportPlan` in api.ts.
  plan jsonb not null,
  -- { stage, rows, bytes, share, rowsPerSecond, secondsLeft }, written about twice a second.
  progress jsonb,
  -- { rows, used, skipped: [{ reason, rows }], orders: { created, changed, same }, customers: { created }, refunds }.
  result jsonb,
  error text,
  cancel_requested boolean not null default false,
  heartbeat_at timestamptz,
  created_by text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index imports_newest on imports (workspace_id, created_at);

-- The first rows of each reason that were left out; the count of all stands in the import's result.
create table imports_skipped (
  workspace_id uuid not null,
  import_id uuid not null,
  line bigint not null,
  reason text not null,
  -- The row as it stood in the file.
  cells text[] not null,
  primary key (workspace_id, import_id, line),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);

-- Columns as a person settled them, remembered by the file's headings.
create table imports_plans (
  workspace_id uuid not null,
  headings_hash text not null,
  plan jsonb not null,
  used_at timestamptz not null,
  primary key (workspace_id, headings_hash)
);

alter table imports enable row level security;
alter table imports force row level security;
create policy workspace on imports using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table imports_skipped enable row level security;
alter table imports_skipped force row level security;
create policy workspace on imports_skipped using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table imports_plans enable row level security;
alter table imports_plans force row level security;
create policy workspace on imports_plans using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
