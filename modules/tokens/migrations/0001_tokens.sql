-- Keys of programs for the management API. What a token may do is the smaller of its scopes and of what its creator may do now.
create table tokens (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  scopes text[] not null,
  -- A user. When they leave the workspace, the token ends.
  created_by text not null,
  -- The token that made this one; it ends with it.
  made_with uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  -- Coarse: written at most once a minute.
  last_used_at timestamptz,
  primary key (workspace_id, id)
);

-- A token has one key, and while it is being rotated the one before as well. Only hashes are stored.
create table tokens_keys (
  workspace_id uuid not null,
  hash text not null,
  token_id uuid not null,
  hint text not null,
  created_at timestamptz not null,
  -- Null for the key that holds until the token ends.
  valid_until timestamptz,
  primary key (workspace_id, hash),
  foreign key (workspace_id, token_id) references tokens (workspace_id, id) on delete cascade
);
create index tokens_keys_token on tokens_keys (workspace_id, token_id);

-- Answers to writes that carried an Idempotency-Key, kept for a day. A body can be read only by who holds the token's key: it is encrypted with it.
create table tokens_requests (
  workspace_id uuid not null,
  token_id uuid not null,
  key text not null,
  request_hash text not null,
  body text,
  created_at timestamptz not null,
  primary key (workspace_id, token_id, key),
  foreign key (workspace_id, token_id) references tokens (workspace_id, id) on delete cascade
);
create index tokens_requests_age on tokens_requests (workspace_id, created_at);

alter table tokens enable row level security;
alter table tokens force row level security;
create policy workspace on tokens using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table tokens_keys enable row level security;
alter table tokens_keys force row level security;
create policy workspace on tokens_keys using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table tokens_requests enable row level security;
alter table tokens_requests force row level security;
create policy workspace on tokens_requests using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
