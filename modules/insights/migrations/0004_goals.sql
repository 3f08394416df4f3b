-- What the shop wants to reach, by when, and who looks after it.
create table insights_goals (
  workspace_id uuid not null,
  id uuid not null,
  -- A headline number, as modules/insights/goals/api.ts names them.
  measure text not null,
  -- A share, a number, or minor units of money; as a double, which is exact far beyond what a shop turns over.
  target double precision not null,
  -- Local days since 1970-01-01. What adds up, adds up from the first day on.
  start_day integer not null,
  due_day integer not null check (due_day > start_day),
  -- The figure when the goal was set; null where it begins at nothing or there was none.
  start_value double precision,
  -- A member, who may have left meanwhile.
  owner_id text,
  note text not null,
  -- The local day on which it was reached, told once.
  reached_day integer,
  created_by text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id)
);

-- How figures stood that nothing else remembers: what is expected of all customers together.
create table insights_goals_marks (
  workspace_id uuid not null,
  measure text not null,
  day integer not null,
  value double precision not null,
  primary key (workspace_id, measure, day)
);

alter table insights_goals enable row level security;
alter table insights_goals force row level security;
create policy workspace on insights_goals using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_goals_marks enable row level security;
alter table insights_goals_marks force row level security;
create policy workspace on insights_goals_marks using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
