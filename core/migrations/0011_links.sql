-- One-time links, stored hashed; those made before are brought by modules/workspaces/migrations. `email` is the address that a link of kind 'email' confirms.
-- A local table, like all of auth_*.
create table auth_links (
  token_hash text primary key,
  kind text not null,
  user_id text,
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index auth_links_user on auth_links (user_id);
