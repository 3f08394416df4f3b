-- A website, app or server that tells us what happens. Never deleted: messages name the source they came from.
create table tracking_sources (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- 'browser' keys are seen by every visitor, so they may only send, and what they say about people is a claim; 'server' keys are secret.
  kind text not null check (kind in ('browser', 'server')),
  -- Whose ids `userId` holds: '' is the shop's own numbering, as in its imports.
  id_space text not null,
  -- Addresses of pages that may send with a browser key; none means any.
  allowed_origins text[] not null,
  -- The code that we show for this source waits for the visitor's consent.
  needs_consent boolean not null,
  key_hash text not null,
  key_hint text not null,
  -- The key before, while it still holds after a change of keys.
  old_key_hash text,
  old_key_hint text,
  old_key_until timestamptz,
  created_by text,
  created_at timestamptz not null,
  rotated_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);

-- What sources sent, as it came but for addresses of machines; forgotten after a while. No foreign key to the source: it would cost every row.
create table tracking_messages (
  workspace_id uuid not null,
  -- Given in the order of arrival.
  id uuid not null,
  -- The sender's own id: the same message twice is one message.
  message_id text not null,
  source_id uuid not null,
  type text not null,
  received_at timestamptz not null,
  -- When it happened, with the sender's clock set right.
  occurred_at timestamptz not null,
  body jsonb not null,
  state text not null check (state in ('waiting', 'digested', 'failed')),
  -- Why it could not be digested: an error's code.
  error text,
  -- Whose timeline it is on.
  profile_id uuid,
  -- The cart that it speaks of, by its id or by its browser.
  cart_key text,
  primary key (workspace_id, id),
  unique (workspace_id, message_id)
);
create index tracking_messages_waiting on tracking_messages (workspace_id, id) where state = 'waiting';
create index tracking_messages_failed on tracking_messages (workspace_id, id) where state = 'failed';
create index tracking_messages_profile on tracking_messages (workspace_id, profile_id) where profile_id is not null;
create index tracking_messages_cart on tracking_messages (workspace_id, cart_key, occurred_at) where cart_key is not null;

-- The row that whoever digests a workspace's messages holds.
create table tracking_digests (
  workspace_id uuid not null primary key
);

-- The last messages that were not taken, for the owner to see why.
create table tracking_refusals (
  workspace_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  refused_at timestamptz not null,
  code text not null,
  -- Where in the message the trouble is: 'properties.total'.
  path text not null,
  type text,
  message_id text,
  -- How it began; a text, because it may be no JSON.
  body text not null,
  primary key (workspace_id, id)
);

alter table tracking_sources enable row level security;
alter table tracking_sources force row level security;
create policy workspace on tracking_sources using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table tracking_messages enable row level security;
alter table tracking_messages force row level security;
create policy workspace on tracking_messages using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table tracking_digests enable row level security;
alter table tracking_digests force row level security;
create policy workspace on tracking_digests using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table tracking_refusals enable row level security;
alter table tracking_refusals force row level security;
create policy workspace on tracking_refusals using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
