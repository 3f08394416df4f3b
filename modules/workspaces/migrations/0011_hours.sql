-- When a shop is open: its week, calendars of holidays, and single days that differ.
create table workspaces_hours (
  workspace_id uuid primary key,
  -- [{ "day": 1, "opens": 540, "closes": 1080 }, …]: minutes after midnight; beyond 1440 is the next day
  week jsonb not null,
  -- whether the official holidays of Iran are kept
  iranian boolean not null,
  updated_at timestamptz not null
);
create table workspaces_calendars (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- [{ "name": "…", "from": "2026-03-21T00:00", "till": "2026-03-22T00:00" }, …]: by the shop's own clock, in order
  closures jsonb not null,
  -- the last day up to which repetitions are written down, as days since 1970
  known_until integer not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create table workspaces_days (
  workspace_id uuid not null,
  -- days since 1970
  day integer not null,
  closed boolean not null,
  name text not null,
  primary key (workspace_id, day)
);
alter table workspaces_hours enable row level security;
alter table workspaces_hours force row level security;
create policy workspace on workspaces_hours using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table workspaces_calendars enable row level security;
alter table workspaces_calendars force row level security;
create policy workspace on workspaces_calendars using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table workspaces_days enable row level security;
alter table workspaces_days force row level security;
create policy workspace on workspaces_days using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
