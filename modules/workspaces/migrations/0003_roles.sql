-- Roles that a workspace made itself. Read before a workspace is known, like the members that name them: no row-level security; on Citus a reference table.
create table workspaces_roles (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  -- A uuid as text, because `workspaces_members.role` holds it where others hold the name of a role of ours.
  id text not null,
  name text not null,
  -- As app/permissions.ts names them. One that the product no longer knows gives nothing.
  permissions text[] not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
alter table workspaces_members drop constraint workspaces_members_role_check;

-- People asked to work here, by a link of which only the hash is kept.
create table workspaces_invitations (
  workspace_id uuid not null,
  id uuid not null,
  token_hash text not null,
  -- Whose it is; null where whoever holds the link may take it.
  email text,
  role text not null,
  -- What the letter and the page speak.
  language text not null check (language in ('fa', 'en')),
  invited_by text,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  mailed_at timestamptz,
  used_at timestamptz,
  used_by text,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);

alter table workspaces_invitations enable row level security;
alter table workspaces_invitations force row level security;
create policy workspace on workspaces_invitations using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
