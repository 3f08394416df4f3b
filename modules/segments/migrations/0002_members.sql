alter table segments
  -- Since when segments_members holds who meets the condition. Null while it has to be gathered: the segment is new, was changed, or was put away.
  add column filled_at timestamptz,
  -- Since when the condition stands as it does.
  add column condition_at timestamptz,
  -- Why nobody can be told to meet the condition: a field of it is gone. Tried again every hour.
  add column fault text;
-- Those of every workspace at once, which row-level security would hide.
alter table segments no force row level security;
update segments set condition_at = changed_at;
alter table segments force row level security;
alter table segments alter column condition_at set not null;

-- Who is in which segment, as it was last told. No row refers to the other tables: a million are written at once, and what is gone leaves by itself.
create table segments_members (
  workspace_id uuid not null,
  segment_id uuid not null,
  customer_id uuid not null,
  -- When the customer was seen to join; null for whoever was there when the segment was filled, or came with imported history.
  since timestamptz,
  primary key (workspace_id, segment_id, customer_id)
);

-- How many were in a segment at the end of a local day, as far as that day went.
create table segments_sizes (
  workspace_id uuid not null,
  segment_id uuid not null,
  day integer not null,
  members integer not null,
  -- Who was told to have joined and left on that day.
  came integer not null default 0,
  went integer not null default 0,
  primary key (workspace_id, segment_id, day),
  foreign key (workspace_id, segment_id) references segments (workspace_id, id) on delete cascade
);

-- Imported history is taken over in silence: how often that was asked for, and up to which asking it was done.
create table segments_sweeps (
  workspace_id uuid not null primary key,
  asked integer not null,
  done integer not null
);

alter table segments_members enable row level security;
alter table segments_members force row level security;
create policy workspace on segments_members using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table segments_sizes enable row level security;
alter table segments_sizes force row level security;
create policy workspace on segments_sizes using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table segments_sweeps enable row level security;
alter table segments_sweeps force row level security;
create policy workspace on segments_sweeps using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
