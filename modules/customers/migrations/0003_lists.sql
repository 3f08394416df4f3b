-- How each member's list of customers looks when nothing else is asked for.
create table customers_lists (
  workspace_id uuid not null,
  user_id text not null,
  -- Names of the columns shown, in their order; null until the member chooses.
  columns jsonb,
  default_view_id uuid,
  primary key (workspace_id, user_id)
);

-- One change to many customers: who is meant, what is to be done, and how far it has come.
create table customers_bulks (
  workspace_id uuid not null,
  id uuid not null,
  -- { wanted: { search, behind, filter, visitors }, except } or { ids }
  customers jsonb not null,
  -- { addTags, removeTags, fields, attributes }
  change jsonb not null,
  -- What the member who asked may do; the work goes on after they have signed out.
  can jsonb not null,
  total integer not null,
  done integer not null,
  -- Customers are changed in the order of their ids, this was the last.
  last_id uuid,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  error text,
  started_by text,
  started_at timestamptz not null,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id)
);
create index customers_bulks_running on customers_bulks (workspace_id, id) where state = 'running';

alter table customers_lists enable row level security;
alter table customers_lists force row level security;
create policy workspace on customers_lists using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_bulks enable row level security;
alter table customers_bulks force row level security;
create policy workspace on customers_bulks using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
