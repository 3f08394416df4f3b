-- A study of all orders, or of those of a segment's customers: asked for, worked on, done.
create table insights_studies (
  workspace_id uuid not null,
  id uuid not null,
  -- '' is everybody; otherwise the segment's id.
  lens text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- The member who asked; null for the clock and for what follows from changed data.
  asked_by text,
  asked_at timestamptz not null,
  started_at timestamptz,
  -- The last sign of life of whoever works on it.
  heartbeat_at timestamptz,
  finished_at timestamptz,
  cancel_requested boolean not null default false,
  -- 0 to 1 while it runs.
  share real,
  -- How often it was begun: one that ends its process again and again is not tried for ever.
  attempts integer not null default 0,
  error text,
  primary key (workspace_id, id)
);
-- Of each lens one waits and one runs at most.
create unique index insights_studies_open on insights_studies (workspace_id, lens, state) where state in ('waiting', 'running');
create index insights_studies_latest on insights_studies (workspace_id, lens, asked_at desc);

-- What the latest study found, each part as one page reads it.
create table insights_parts (
  workspace_id uuid not null,
  lens text not null,
  -- 'standing' (what the others stand on), 'factors', 'first', 'together', 'next', 'silence', 'refunds', as modules/insights/why/api.ts reads them.
  part text not null,
  content jsonb not null,
  made_at timestamptz not null,
  primary key (workspace_id, lens, part)
);

alter table insights_studies enable row level security;
alter table insights_studies force row level security;
create policy workspace on insights_studies using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_parts enable row level security;
alter table insights_parts force row level security;
create policy workspace on insights_parts using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
