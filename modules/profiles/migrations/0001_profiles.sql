-- Attributes that the workspace keeps about customers beside ours; values stand in customers.attributes by key.
create table profiles_attributes (
  workspace_id uuid not null,
  key text not null,
  -- A name in one language serves readers of the other.
  name_fa text,
  name_en text,
  type text not null check (type in ('text', 'number', 'date', 'choice', 'yes_no')),
  choices text[] not null,
  description text,
  -- Archived ones keep their values and are shown no longer.
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, key),
  check (name_fa is not null or name_en is not null)
);

-- Everything below keeps the profile that it was written for; a person's page reads the whole family.
create table profiles_notes (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  text text not null,
  author_id text not null,
  written_at timestamptz not null,
  edited_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index profiles_notes_customer on profiles_notes (workspace_id, customer_id, written_at, id);

-- Members whom a note names. Ids of notes grow with time, so the newest mentions have the greatest ids.
create table profiles_mentions (
  workspace_id uuid not null,
  user_id text not null,
  note_id uuid not null,
  primary key (workspace_id, user_id, note_id),
  foreign key (workspace_id, note_id) references profiles_notes (workspace_id, id) on delete cascade
);
create index profiles_mentions_note on profiles_mentions (workspace_id, note_id);

create table profiles_addresses (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  label text,
  lines text not null,
  city text,
  region text,
  postal_code text,
  country text,
  is_primary boolean not null,
  added_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index profiles_addresses_customer on profiles_addresses (workspace_id, customer_id);

-- The people who use what a customer buys. Dates as in customers.birthday: 'yyyy-mm-dd' or '--mm-dd' in their calendar.
create table profiles_consumers (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  relation text,
  birthday text,
  birthday_calendar text check (birthday_calendar in ('gregorian', 'persian')),
  note text,
  -- The consumer as a customer in their own right.
  as_customer_id uuid,
  added_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index profiles_consumers_customer on profiles_consumers (workspace_id, customer_id);
create index profiles_consumers_as_customer on profiles_consumers (workspace_id, as_customer_id) where as_customer_id is not null;

-- Days to remember every year: weddings, founding days.
create table profiles_dates (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  label text not null,
  date text not null,
  calendar text not null check (calendar in ('gregorian', 'persian')),
  added_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index profiles_dates_customer on profiles_dates (workspace_id, customer_id);

-- The stage at which each customer with purchases was last seen; whoever has no row is a prospect. Kept to notice changes, see domain-stage.ts.
create table profiles_stages (
  workspace_id uuid not null,
  customer_id uuid not null,
  stage text not null check (stage in ('new', 'returned', 'repeat', 'at_risk', 'former')),
  -- Null when the customer was there already when stages were first looked at.
  since timestamptz,
  primary key (workspace_id, customer_id)
) with (fillfactor = 80);

-- Up to when stages were followed, and by which window: a new window changes stages without anything having happened to a customer.
-- Whoever writes stages holds this row.
create table profiles_stage_clocks (
  workspace_id uuid not null primary key,
  as_of_day integer,
  window_days integer
);

alter table profiles_attributes enable row level security;
alter table profiles_attributes force row level security;
create policy workspace on profiles_attributes using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_notes enable row level security;
alter table profiles_notes force row level security;
create policy workspace on profiles_notes using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_mentions enable row level security;
alter table profiles_mentions force row level security;
create policy workspace on profiles_mentions using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_addresses enable row level security;
alter table profiles_addresses force row level security;
create policy workspace on profiles_addresses using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_consumers enable row level security;
alter table profiles_consumers force row level security;
create policy workspace on profiles_consumers using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_dates enable row level security;
alter table profiles_dates force row level security;
create policy workspace on profiles_dates using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_stages enable row level security;
alter table profiles_stages force row level security;
create policy workspace on profiles_stages using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table profiles_stage_clocks enable row level security;
alter table profiles_stage_clocks force row level security;
create policy workspace on profiles_stage_clocks using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
