-- Extensions that a database's owner may create without being a superuser.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The append-only log. `seq` is gapless per workspace: it is taken from the counter row in the writing transaction,
-- so a reader that has seen n has seen everything up to n.
create table event_counters (
  workspace_id uuid primary key,
  seq bigint not null
);

create table events (
  workspace_id uuid not null,
  seq bigint not null,
  name text not null,
  customer_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null,
  message_id text,
  payload jsonb not null,
  primary key (workspace_id, seq)
);
create unique index events_message on events (workspace_id, message_id) where message_id is not null;

-- How far each reaction has come.
create table event_cursors (
  workspace_id uuid not null,
  reaction text not null,
  seq bigint not null,
  primary key (workspace_id, reaction)
);

-- Events that a reaction could not digest: shown to the owner, retried by hand, while the rest go on.
create table event_parkings (
  workspace_id uuid not null,
  reaction text not null,
  seq bigint not null,
  error text not null,
  parked_at timestamptz not null,
  primary key (workspace_id, reaction, seq)
);

-- The second lock behind every `where workspace_id = …`. The scalar subquery is evaluated once a statement, not once a row.
alter table event_counters enable row level security;
alter table event_counters force row level security;
create policy workspace on event_counters using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table events enable row level security;
alter table events force row level security;
create policy workspace on events using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table event_cursors enable row level security;
alter table event_cursors force row level security;
create policy workspace on event_cursors using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table event_parkings enable row level security;
alter table event_parkings force row level security;
create policy workspace on event_parkings using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
