-- Everything of a shop in one file, and the end of a shop.
create table workspaces_exports (
  workspace_id uuid not null,
  id uuid not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
  asked_by text,
  asked_at timestamptz not null,
  heartbeat_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz,
  tables_done integer not null,
  tables_all integer not null,
  rows_done bigint not null,
  rows_all bigint not null,
  bytes bigint not null,
  sha256 text,
  primary key (workspace_id, id)
);
alter table workspaces_exports enable row level security;
alter table workspaces_exports force row level security;
create policy workspace on workspaces_exports using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));

-- What is left of shops that are gone: that they were, and that they are gone. Local to the coordinator, kept when everything else is deleted.
create table workspaces_deletions (
  id uuid primary key,
  name text not null,
  closed_at timestamptz not null,
  closed_by text,
  began_at timestamptz not null,
  ended_at timestamptz,
  rows_deleted bigint not null
);
