-- Where events are sent to. The secrets sign what is sent, so they cannot be kept as hashes: they are sealed with the server's secret.
create table webhooks_endpoints (
  workspace_id uuid not null,
  id uuid not null,
  url text not null,
  description text not null,
  -- Null for all public events, those to come included.
  events text[],
  state text not null check (state in ('active', 'paused', 'disabled')),
  disabled_because text check (disabled_because in ('failing', 'gone')),
  -- The first failure since the last success.
  failing_since timestamptz,
  secret text not null,
  -- The one before, with which everything is signed as well while receivers change over.
  old_secret text,
  old_secret_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

-- One row an endpoint and event. It is the record of the intention: jobs only look for what is due.
create table webhooks_deliveries (
  workspace_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  -- The event's place in the log; null for a test.
  seq bigint,
  event text not null,
  -- The profile that the event is about.
  customer_id uuid,
  -- Exactly what is signed and sent. Null once the person was erased.
  body text,
  -- failed: will be tried again. given_up: will not.
  state text not null check (state in ('waiting', 'failed', 'sent', 'given_up')),
  attempts integer not null,
  -- How many of them came before it was sent again by hand: the back-off starts anew.
  attempts_before integer not null default 0,
  -- When it is due; while it is being sent, when it may be taken for lost.
  next_at timestamptz,
  last_status integer,
  last_error text,
  last_ms integer,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, endpoint_id) references webhooks_endpoints (workspace_id, id) on delete cascade
);
create unique index webhooks_deliveries_event on webhooks_deliveries (workspace_id, endpoint_id, seq) where seq is not null;
create index webhooks_deliveries_due on webhooks_deliveries (workspace_id, endpoint_id, next_at) where state in ('waiting', 'failed');
create index webhooks_deliveries_log on webhooks_deliveries (workspace_id, endpoint_id, created_at, id);
create index webhooks_deliveries_customer on webhooks_deliveries (workspace_id, customer_id) where customer_id is not null;
create index webhooks_deliveries_age on webhooks_deliveries (workspace_id, created_at);

create table webhooks_attempts (
  workspace_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  ms integer not null,
  status integer,
  error text,
  -- The beginning of what came back.
  answer text,
  primary key (workspace_id, delivery_id, number),
  foreign key (workspace_id, delivery_id) references webhooks_deliveries (workspace_id, id) on delete cascade
);

alter table webhooks_endpoints enable row level security;
alter table webhooks_endpoints force row level security;
create policy workspace on webhooks_endpoints using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table webhooks_deliveries enable row level security;
alter table webhooks_deliveries force row level security;
create policy workspace on webhooks_deliveries using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table webhooks_attempts enable row level security;
alter table webhooks_attempts force row level security;
create policy workspace on webhooks_attempts using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
