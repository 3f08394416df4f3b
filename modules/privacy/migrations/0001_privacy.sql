-- How the workspace handles what people ask for. No row: the defaults.
create table privacy_settings (
  workspace_id uuid not null primary key,
  -- Days between a customer's wish to be erased and the erasure; 0 is at once.
  erase_after_days integer not null,
  changed_at timestamptz not null
);

-- Somebody's wish to be erased, and what became of it. Nothing here names the person; `customer_id` leads to an empty row afterwards.
create table privacy_erasures (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  state text not null check (state in ('requested', 'done', 'refused', 'cancelled')),
  -- 'customer', or the member's id.
  requested_by text not null,
  -- 'own_wish', 'closed_account', 'unlawful', 'other': a choice, so that no free text outlives the person.
  reason text not null,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  -- { deleted, anonymised, hash }: counts by kind of data. Null until it is done.
  certificate jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create unique index privacy_erasures_open on privacy_erasures (workspace_id, customer_id) where state = 'requested';
create index privacy_erasures_due on privacy_erasures (workspace_id, due_at) where state = 'requested';

-- How long a kind of data is kept, where the workspace chose; null days is for ever.
create table privacy_retention (
  workspace_id uuid not null,
  kind text not null,
  days integer,
  changed_at timestamptz not null,
  primary key (workspace_id, kind)
);

-- What the nightly job removed.
create table privacy_purges (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  before timestamptz not null,
  removed integer not null,
  purged_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Something that happened to people's data, and what they were told.
create table privacy_incidents (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  happened_at timestamptz not null,
  text_fa text not null,
  text_en text not null,
  -- How the affected were chosen: { filter } or { ids }.
  chosen jsonb not null,
  told_by text not null,
  told_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Who was affected, and how they are told: by e-mail, or by hand from a list.
create table privacy_incident_people (
  workspace_id uuid not null,
  incident_id uuid not null,
  customer_id uuid not null,
  way text not null check (way in ('email', 'hand')),
  primary key (workspace_id, incident_id, customer_id),
  foreign key (workspace_id, incident_id) references privacy_incidents (workspace_id, id) on delete cascade,
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index privacy_incident_people_customer on privacy_incident_people (workspace_id, customer_id);

alter table privacy_settings enable row level security;
alter table privacy_settings force row level security;
create policy workspace on privacy_settings using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table privacy_erasures enable row level security;
alter table privacy_erasures force row level security;
create policy workspace on privacy_erasures using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table privacy_retention enable row level security;
alter table privacy_retention force row level security;
create policy workspace on privacy_retention using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table privacy_purges enable row level security;
alter table privacy_purges force row level security;
create policy workspace on privacy_purges using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table privacy_incidents enable row level security;
alter table privacy_incidents force row level security;
create policy workspace on privacy_incidents using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table privacy_incident_people enable row level security;
alter table privacy_incident_people force row level security;
create policy workspace on privacy_incident_people using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
