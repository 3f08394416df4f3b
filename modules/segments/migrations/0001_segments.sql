-- A rule under a name: who meets the condition is of the segment, now and later.
create table segments (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  description text not null default '',
  -- As lists of customers are filtered; it may name other segments, but never, over any number of steps, itself.
  condition jsonb not null,
  -- How many met it when they were last counted. Null before the first time, and after the condition changed.
  members integer,
  counted_at timestamptz,
  created_by text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id)
);

-- Which segments another one's condition names, so that neither is lost under the other.
create table segments_uses (
  workspace_id uuid not null,
  segment_id uuid not null,
  uses_id uuid not null,
  primary key (workspace_id, segment_id, uses_id),
  foreign key (workspace_id, segment_id) references segments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, uses_id) references segments (workspace_id, id)
);
create index segments_uses_used on segments_uses (workspace_id, uses_id);

-- Held by whoever writes a condition or deletes a segment, so that no two writers close a circle together.
create table segments_locks (
  workspace_id uuid not null primary key
);

alter table segments enable row level security;
alter table segments force row level security;
create policy workspace on segments using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table segments_uses enable row level security;
alter table segments_uses force row level security;
create policy workspace on segments_uses using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table segments_locks enable row level security;
alter table segments_locks force row level security;
create policy workspace on segments_locks using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
