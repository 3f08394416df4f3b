-- A shop that tells us what happens in it.
create table shops_connections (
  workspace_id uuid not null,
  id uuid not null,
  platform text not null check (platform in ('woocommerce', 'shopify', 'plain')),
  name text not null,
  -- Where its interface answers; null when it only calls us.
  base_url text,
  -- The space of its order numbers and customer ids. Connections, imports and sites with the same one speak of the same orders.
  source text not null,
  -- 'connecting' until its first message, 'failing' while messages cannot be worked on, 'paused' keeps messages without working on them.
  state text not null check (state in ('connecting', 'live', 'failing', 'paused')),
  -- The key in the address of its messages: its hash to find it, and itself, sealed, to show the address again.
  key_hash text not null,
  key_sealed text not null,
  -- What signs its messages, sealed; null until somebody has given it. The one before is still good until `former_until`.
  secret_sealed text,
  former_sealed text,
  former_until timestamptz,
  -- What opens its interface, sealed; null when it only calls us.
  credentials_sealed text,
  -- What it writes prices in where it does not say so: of its latest order, or of its settings.
  money_unit text,
  -- Webhooks that were made there by us: [{ topic, id }].
  hooks jsonb not null default '[]',
  last_event_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  -- Messages whose signature was wrong.
  refused integer not null default 0,
  refused_at timestamptz,
  -- Up to when what was missed has been asked for.
  caught_up_at timestamptz,
  created_by text,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, key_hash)
);

-- One message of a shop, as it came.
create table shops_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  -- The sender's id for it; where that may be shared by several, with a hash of what came.
  delivery_key text not null,
  topic text not null,
  received_at timestamptz not null,
  bytes integer not null,
  body text not null,
  -- 'received' waits; 'failed' is tried again at `try_at`, and by hand when that is null; 'ignored' says nothing we keep.
  state text not null check (state in ('received', 'done', 'failed', 'ignored')),
  error text,
  -- Fills the words of the error: { "field": "billing.email" }.
  error_details jsonb,
  attempts integer not null default 0,
  try_at timestamptz,
  worked_at timestamptz,
  -- Whom it was found to be about.
  profile_ids uuid[] not null default '{}',
  primary key (workspace_id, id),
  unique (workspace_id, connection_id, delivery_key),
  foreign key (workspace_id, connection_id) references shops_connections (workspace_id, id) on delete cascade
);
create index shops_deliveries_waiting on shops_deliveries (workspace_id, connection_id, id) where state = 'received' or try_at is not null;
create index shops_deliveries_failed on shops_deliveries (workspace_id, connection_id, id) where state = 'failed';
create index shops_deliveries_age on shops_deliveries (workspace_id, received_at);
create index shops_deliveries_profiles on shops_deliveries using gin (workspace_id, profile_ids);

-- Orders by the shop's inner id, because deletions and refunds name nothing else.
create table shops_orders (
  workspace_id uuid not null,
  connection_id uuid not null,
  remote_id text not null,
  number text not null,
  profile_id uuid not null,
  ordered_at timestamptz not null,
  -- What its amounts are written in: 'IRT'.
  unit text not null,
  primary key (workspace_id, connection_id, remote_id),
  foreign key (workspace_id, connection_id) references shops_connections (workspace_id, id) on delete cascade
);
create index shops_orders_profile on shops_orders (workspace_id, profile_id);
create index shops_orders_newest on shops_orders (workspace_id, connection_id, ordered_at);

-- Asking a shop for what it has: its whole history, or what came since a time.
create table shops_pulls (
  workspace_id uuid not null,
  id uuid not null,
  connection_id uuid not null,
  -- 'history' is data and no events; 'missed' is what messages should have told.
  kind text not null check (kind in ('history', 'missed')),
  state text not null check (state in ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
  -- Only what changed since then; null is everything.
  since timestamptz,
  stage text not null,
  -- Where in the stage the next page begins; null at its start.
  cursor text,
  -- By stage: { "orders": { "done": 300, "total": 1240, "skipped": 2 } }.
  counts jsonb not null,
  -- The first that could not be taken: [{ "stage", "id", "code" }].
  skipped jsonb not null default '[]',
  -- What somebody asks of whoever works on it.
  wish text check (wish in ('pause', 'cancel')),
  -- Who works on it, and their last sign of life.
  worker uuid,
  heartbeat_at timestamptz,
  -- Failures one after the other, and when to try again.
  attempts integer not null default 0,
  try_at timestamptz,
  error text,
  error_details jsonb,
  created_by text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, connection_id) references shops_connections (workspace_id, id) on delete cascade
);
create unique index shops_pulls_open on shops_pulls (workspace_id, connection_id) where state in ('queued', 'running', 'paused');
create index shops_pulls_newest on shops_pulls (workspace_id, connection_id, created_at);

alter table shops_connections enable row level security;
alter table shops_connections force row level security;
create policy workspace on shops_connections using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table shops_deliveries enable row level security;
alter table shops_deliveries force row level security;
create policy workspace on shops_deliveries using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table shops_orders enable row level security;
alter table shops_orders force row level security;
create policy workspace on shops_orders using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table shops_pulls enable row level security;
alter table shops_pulls force row level security;
create policy workspace on shops_pulls using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
