-- What a shop is called in addresses, how it looks, and whether it is being closed.
alter table workspaces
  add column handle text check (handle ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(handle) between 2 and 40),
  add column accent text check (accent ~ '^#[0-9a-f]{6}$'),
  add column logo text,
  add column closed_at timestamptz,
  add column closed_by text,
  add column delete_at timestamptz,
  add constraint workspaces_closing check ((closed_at is null) = (delete_at is null));

-- Every word that ever led to a shop, so that links in old letters still do. Local to the coordinator: read before a workspace is known,
-- and unique over all of them; therefore without row-level security.
create table workspaces_handles (
  handle text primary key,
  workspace_id uuid not null,
  created_at timestamptz not null
);

with named as (
  select id, created_at, trim(both '-' from regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g')) as word from workspaces
), worded as (
  select id, created_at, case when word ~ '^[a-z]' and length(word) >= 2 then trim(both '-' from left(word, 30)) else 'shop' end as word from named
), counted as (
  select id, word, row_number() over (partition by word order by created_at, id) as place from worded
)
update workspaces set handle = case when place = 1 then word else word || '-' || substr(workspaces.id::text, 25) end
from counted where counted.id = workspaces.id;
insert into workspaces_handles (handle, workspace_id, created_at) select handle, id, created_at from workspaces;
alter table workspaces alter column handle set not null;

create table workspaces_logos (
  workspace_id uuid primary key,
  hash text not null,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  width integer not null,
  height integer not null,
  bytes bytea not null check (length(bytes) <= 524288),
  updated_at timestamptz not null
);
alter table workspaces_logos enable row level security;
alter table workspaces_logos force row level security;
create policy workspace on workspaces_logos using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
