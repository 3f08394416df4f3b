-- Who may work where. These tables are read before a workspace is known (sign-in, background sweeps),
-- so they carry no row-level security; on Citus `workspaces` is distributed by id and `workspaces_members` is a reference table.
create table workspaces (
  id uuid primary key,
  name text not null,
  language text not null check (language in ('fa', 'en')),
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  money_display text not null check (money_display in ('toman', 'rial')),
  calendar text not null check (calendar in ('gregorian', 'persian')),
  week_start smallint not null check (week_start between 1 and 7),
  created_at timestamptz not null
);

create table workspaces_members (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  user_id text not null,
  role text not null check (role in ('owner', 'manager', 'marketer', 'agent', 'viewer')),
  language text check (language in ('fa', 'en')),
  joined_at timestamptz not null,
  primary key (workspace_id, user_id)
);
create index workspaces_members_user on workspaces_members (user_id);

-- One-time links, stored hashed: the first start's owner link is one with kind 'setup'.
create table workspaces_links (
  token_hash text primary key,
  kind text not null check (kind in ('setup', 'sign_in')),
  user_id text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
