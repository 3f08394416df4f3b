create table orders (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  -- Where the order comes from ('import', 'sample', later each connected shop). A number is unique within its source.
  source text not null,
  number text not null,
  -- A number may have two papers: the order itself and a negative one (a return that names the order's number).
  negative boolean not null,
  -- 'purchase' counts; 'refund' is cancelled or negative; 'free' has a total of zero and is no purchase.
  kind text not null check (kind in ('purchase', 'refund', 'free')),
  ordered_at timestamptz not null,
  -- Minor units, never negative (a refund's is what went back); null when the source knows no amounts.
  total bigint,
  currency text not null,
  discount bigint,
  refund_of uuid,
  channel text,
  payment_method text,
  shipping_method text,
  country text,
  status text,
  -- The import that last wrote this row; null when something else did.
  import_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, source, number, negative),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
);
create index orders_customer on orders (workspace_id, customer_id, ordered_at);
create index orders_time on orders (workspace_id, ordered_at);
-- Nearly all orders are purchases; a list of the few others must not read them all.
create index orders_others on orders (workspace_id, ordered_at) where kind <> 'purchase';

create table orders_items (
  workspace_id uuid not null,
  order_id uuid not null,
  line integer not null,
  product_code text,
  product_name text,
  category text,
  quantity numeric,
  -- Minor units of the whole line, negative for a returned one; null when unknown.
  amount bigint,
  primary key (workspace_id, order_id, line),
  foreign key (workspace_id, order_id) references orders (workspace_id, id) on delete cascade
);

-- What an import overwrote, so that it can be taken back: the row and its items as they were before.
create table orders_changes (
  workspace_id uuid not null,
  import_id uuid not null,
  order_id uuid not null,
  before jsonb not null,
  primary key (workspace_id, import_id, order_id),
  foreign key (workspace_id, order_id) references orders (workspace_id, id) on delete cascade
);
create index orders_changes_order on orders_changes (workspace_id, order_id);

-- How the workspace's figures are kept: the row that every writer of orders locks first.
create table orders_books (
  workspace_id uuid not null primary key,
  time_zone text not null,
  window_days integer not null,
  window_source text not null check (window_source in ('suggested', 'set')),
  -- Local day of the latest order; null when there is none.
  last_day integer,
  has_amounts boolean not null,
  -- Set when a change of time zone or window asks for a recount that has not happened yet.
  stale boolean not null default false,
  counted_at timestamptz not null
);

-- Small sums that answer every report; each kind says what x and y are in modules/orders/domain.ts.
create table orders_cells (
  workspace_id uuid not null,
  kind text not null,
  x integer not null,
  y integer not null,
  customers bigint not null,
  orders bigint not null,
  amount bigint not null,
  primary key (workspace_id, kind, x, y)
);

alter table orders enable row level security;
alter table orders force row level security;
create policy workspace on orders using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table orders_items enable row level security;
alter table orders_items force row level security;
create policy workspace on orders_items using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table orders_changes enable row level security;
alter table orders_changes force row level security;
create policy workspace on orders_changes using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table orders_books enable row level security;
alter table orders_books force row level security;
create policy workspace on orders_books using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table orders_cells enable row level security;
alter table orders_cells force row level security;
create policy workspace on orders_cells using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
