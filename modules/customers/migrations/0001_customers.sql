create table customers (
  workspace_id uuid not null,
  id uuid not null,
  name text,
  phone text,
  email text,
  -- The shop's own number for the customer, as first seen.
  external_id text,
  country text,
  -- Normalised name, phone, e-mail and external id, for search.
  search text not null,
  -- The import that first brought the customer in; null when somebody or something else did.
  import_id uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index customers_search on customers using gin (workspace_id, search gin_trgm_ops);

-- What a customer is recognised by. Kinds: 'external' (the shop's customer id), 'phone' (E.164), 'email' (lower case), 'name' (normalised).
create table customers_keys (
  workspace_id uuid not null,
  kind text not null check (kind in ('external', 'phone', 'email', 'name')),
  value text not null,
  customer_id uuid not null,
  primary key (workspace_id, kind, value),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customers_keys_customer on customers_keys (workspace_id, customer_id);

-- One row per customer who ever ordered, kept by the transaction that writes the orders. Nothing that changes is indexed, so updates stay
-- on their page. Days are whole local days since 1970-01-01 in the workspace's time zone; months count from year 0 of their calendar
-- (year * 12 + month - 1). Bit k of `active_*` says: bought in the month k after the first; of `current_*`: current at the start of that month.
create table customers_summaries (
  workspace_id uuid not null,
  customer_id uuid not null,
  purchases integer not null,
  revenue bigint,
  refunds integer not null,
  refunded bigint,
  first_at timestamptz,
  last_at timestamptz,
  first_day integer,
  last_day integer,
  -- Days between the first and the second purchase.
  return_days integer,
  -- Mean days between purchases; null before the second.
  gap_days real,
  first_month_gregorian integer,
  active_gregorian bytea,
  current_gregorian bytea,
  first_month_persian integer,
  active_persian bytea,
  current_persian bytea,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
) with (fillfactor = 70);

-- What an import overwrote in a customer's own fields, so that it can be taken back.
create table customers_changes (
  workspace_id uuid not null,
  import_id uuid not null,
  customer_id uuid not null,
  before jsonb not null,
  primary key (workspace_id, import_id, customer_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customers_changes_customer on customers_changes (workspace_id, customer_id);

alter table customers_changes enable row level security;
alter table customers_changes force row level security;
create policy workspace on customers_changes using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers enable row level security;
alter table customers force row level security;
create policy workspace on customers using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_keys enable row level security;
alter table customers_keys force row level security;
create policy workspace on customers_keys using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table customers_summaries enable row level security;
alter table customers_summaries force row level security;
create policy workspace on customers_summaries using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
