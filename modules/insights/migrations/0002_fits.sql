-- A fit of the models to all purchases: asked for, worked on, done. The latest that is done is the one that customers are scored by.
create table insights_fits (
  workspace_id uuid not null,
  id uuid not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  -- The member who asked; null for the clock and for what follows from changed data.
  asked_by text,
  asked_at timestamptz not null,
  started_at timestamptz,
  -- The last sign of life of whoever works on it.
  heartbeat_at timestamptz,
  finished_at timestamptz,
  cancel_requested boolean not null default false,
  -- { "stage", "share" } while it runs.
  progress jsonb,
  -- Local day of the last order it saw.
  as_of_day integer,
  -- What was found, as modules/insights/scores/domain-fit.ts reads it; null until it is done.
  content jsonb,
  error text,
  primary key (workspace_id, id)
);
-- One waits and one runs at most.
create unique index insights_fits_open on insights_fits (workspace_id, state) where state in ('waiting', 'running');
create index insights_fits_finished on insights_fits (workspace_id, state, finished_at desc);

-- What a fit expects of each of the twelve weeks after it, with an interval of 95 %.
create table insights_forecasts (
  workspace_id uuid not null,
  fit_id uuid not null,
  -- 1 to 12; 0 is all twelve together.
  week smallint not null,
  -- Local days of the week, both included.
  first_day integer not null,
  last_day integer not null,
  orders real not null,
  orders_low real not null,
  orders_high real not null,
  -- Minor units; null without amounts.
  revenue bigint,
  revenue_low bigint,
  revenue_high bigint,
  primary key (workspace_id, fit_id, week),
  foreign key (workspace_id, fit_id) references insights_fits (workspace_id, id) on delete cascade
);

-- Which fit the scores stand by. Whoever writes scores locks this row first.
create table insights_scorings (
  workspace_id uuid not null primary key,
  fit_id uuid,
  scored_at timestamptz not null,
  foreign key (workspace_id, fit_id) references insights_fits (workspace_id, id)
);

-- Small sums over insights_scores, kept with them, so that no page counts customers while somebody waits:
-- 'all' (x 0), 'alive' (x: per cent still a customer, rounded; -1 unknown), 'value' (x: place among the fit's edges; -1 unknown),
-- 'due' (x: local day of the next purchase, of those who are more likely than not still customers), 'rfm' (x: hundreds r, tens f, ones m or 0).
create table insights_score_cells (
  workspace_id uuid not null,
  kind text not null,
  x integer not null,
  customers bigint not null,
  expected_value bigint not null,
  primary key (workspace_id, kind, x)
);

alter table insights_fits enable row level security;
alter table insights_fits force row level security;
create policy workspace on insights_fits using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_forecasts enable row level security;
alter table insights_forecasts force row level security;
create policy workspace on insights_forecasts using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_scorings enable row level security;
alter table insights_scorings force row level security;
create policy workspace on insights_scorings using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_score_cells enable row level security;
alter table insights_score_cells force row level security;
create policy workspace on insights_score_cells using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
