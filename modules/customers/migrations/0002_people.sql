-- A person may be known by several profiles. The root is the customer whom lists show; `merged_into` of every other profile of the family names
-- it. Which profile was merged when, and into which, stands in customers_merges; `merged_into` follows from those that are not undone.
alter table customers
  add column merged_into uuid,
  -- Known by a browser only: no name, no address, no order. Lists leave visitors out.
  add column is_visitor boolean not null default false,
  add column kind text not null default 'person' check (kind in ('person', 'business')),
  -- 'end' buys to use, 'reseller' buys to sell on.
  add column trade text not null default 'end' check (trade in ('end', 'reseller')),
  -- 'yyyy-mm-dd' in `birthday_calendar`, '--mm-dd' without a year.
  add column birthday text,
  add column birthday_calendar text check (birthday_calendar in ('gregorian', 'persian')),
  add column language text,
  add column city text,
  add column tags text[] not null default '{}',
  -- Values of the workspace's own attributes, by key.
  add column attributes jsonb not null default '{}',
  -- How they found us: 'referral', 'search', 'shop window', in the shop's own words.
  add column acquisition text,
  -- The member in charge.
  add column owner_id text,
  add column payment_terms_days integer,
  -- What was said about this profile, field by field: { "name": { "value", "at", "by" } }. Null while nobody but an import has said anything:
  -- the columns are then the profile's own. The columns of a root are the latest words of its family.
  add column said jsonb,
  add column changed_at timestamptz,
  add column seen_at timestamptz,
  add column erased_at timestamptz;
create index customers_family on customers (workspace_id, merged_into) where merged_into is not null;

-- Kinds beside those of imports: 'anonymous' (a browser or device that has not said who it is), 'telegram', 'bale', 'instagram', 'device'.
-- `source` tells the spaces of ids apart ('' is the shop's own); a value is `recognised` for one profile, and may be claimed by others.
alter table customers_keys
  drop constraint customers_keys_kind_check,
  drop constraint customers_keys_pkey,
  add column source text not null default '',
  add column recognises boolean not null default true,
  add column verified boolean not null default false,
  add column added_at timestamptz;
drop index customers_keys_customer;
alter table customers_keys
  add primary key (workspace_id, customer_id, kind, source, value),
  add check (kind in ('external', 'phone', 'email', 'name', 'anonymous', 'telegram', 'bale', 'instagram', 'device'));
create unique index customers_keys_known on customers_keys (workspace_id, kind, source, value) where recognises;
-- Who else claims an address: finds people who may be the same.
create index customers_keys_claims on customers_keys (workspace_id, kind, value) where not recognises;

-- Whoever finds, adds, merges or splits customers holds this row, so that what arrives meanwhile lands on the right one. Locked before the
-- book of orders and before the counter of events.
create table customers_locks (
  workspace_id uuid not null primary key
);

-- One profile made part of another's family, and whether that was taken back.
create table customers_merges (
  workspace_id uuid not null,
  id uuid not null,
  survivor_id uuid not null,
  absorbed_id uuid not null,
  reason text not null check (reason in ('verified', 'anonymous', 'alias', 'chosen')),
  -- What spoke for it: [{ kind, value }].
  evidence jsonb not null,
  merged_by text not null,
  merged_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, survivor_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, absorbed_id) references customers (workspace_id, id) on delete cascade
);
create unique index customers_merges_standing on customers_merges (workspace_id, absorbed_id) where undone_at is null;
create index customers_merges_survivor on customers_merges (workspace_id, survivor_id);

-- Two customers who may be the same person, with what speaks for it. The smaller id stands first.
create table customers_suggestions (
  workspace_id uuid not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  -- [{ kind: 'email' | 'phone' | 'name' | 'address' …, value }]
  evidence jsonb not null,
  -- How likely, 0 to 100.
  score integer not null,
  state text not null check (state in ('open', 'merged', 'dismissed')),
  found_at timestamptz not null,
  settled_by text,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, one_id, other_id),
  foreign key (workspace_id, one_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, other_id) references customers (workspace_id, id) on delete cascade
);
create index customers_suggestions_open on customers_suggestions (workspace_id, score, id) where state = 'open';
create index customers_suggestions_other on customers_suggestions (workspace_id, other_id);

-- Who changed what, when: one row a field and change.
create table customers_edits (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  field text not null,
  before jsonb,
  after jsonb,
  -- A member's id, or where it came from: 'import', 'tracking', 'shop', 'customer'.
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customers_edits_customer on customers_edits (workspace_id, customer_id, changed_at);

-- Lists as members keep them: filter, columns and order under a name.
create table customers_views (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- Null is everybody's.
  owner_id text,
  -- { filter, columns, sort, search }
  list jsonb not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

alter table customers_locks enable row level security;
alter table customers_locks force row level security;
create policy workspace on customers_locks using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_merges enable row level security;
alter table customers_merges force row level security;
create policy workspace on customers_merges using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_suggestions enable row level security;
alter table customers_suggestions force row level security;
create policy workspace on customers_suggestions using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_edits enable row level security;
alter table customers_edits force row level security;
create policy workspace on customers_edits using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_views enable row level security;
alter table customers_views force row level security;
create policy workspace on customers_views using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
