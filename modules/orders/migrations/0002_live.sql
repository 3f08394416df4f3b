-- Orders that shops tell us about as they happen. Columns that an import does not know stay null on its rows.
alter table orders
  -- Tells the refunds of one number apart by the sender's id for each; '' is the paper itself, and what an import says went back.
  add column part text not null default '',
  -- The profile that the order was recorded for; null when it is customer_id itself, the root of the profile's family.
  add column profile_id uuid,
  -- When the sender said what stands here, in ms since 1970, field by field: { "total": 1766000000000 }. Null on rows that an import wrote.
  -- The latest word on a field stands, so words may arrive in any order. 0 marks what only followed from a state.
  add column said jsonb,
  add column state text check (state in ('placed', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded')),
  add column shipping bigint,
  add column tax bigint,
  add column coupons text[],
  -- Why something went back.
  add column reason text,
  add column due_at timestamptz,
  add column paid_at timestamptz,
  add column paid_amount bigint,
  add column promised_at timestamptz,
  add column shipped_at timestamptz,
  add column delivered_at timestamptz,
  add column cancelled_at timestamptz,
  -- Who brought the order to us: a member's id or 'source', 'token', 'system'; null is an import.
  add column recorded_by text,
  add column recorded_at timestamptz,
  drop constraint orders_workspace_id_source_number_negative_key,
  add unique (workspace_id, source, number, negative, part);
create index orders_due on orders (workspace_id, customer_id) where due_at is not null;

alter table orders_items
  add column variant text,
  -- Minor units of one piece.
  add column price bigint;

-- What the shop sells, as far as its orders tell. Items are linked when they are read: by code, or by one of the spellings where there is no code.
create table orders_products (
  workspace_id uuid not null,
  id uuid not null,
  -- 'code:' and the code, else 'name:' and the name as it is searched.
  key text not null,
  code text,
  name text not null,
  -- The names that items without a code carried.
  spellings text[] not null default '{}',
  category text,
  -- Minor units of the workspace's currency.
  price bigint,
  cost bigint,
  is_archived boolean not null default false,
  -- What a member wrote and orders no longer change: 'name', 'category', 'price'.
  edited text[] not null default '{}',
  search text not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  -- Of all purchases, as of counted_at: pieces, orders, buyers, money; buyers whose first purchase held it, and those of them who came back.
  units numeric not null default 0,
  orders bigint not null default 0,
  buyers bigint not null default 0,
  revenue bigint,
  first_buyers bigint not null default 0,
  first_buyers_back bigint not null default 0,
  counted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
create index orders_products_name on orders_products (workspace_id, name, id);
create index orders_products_spellings on orders_products using gin (spellings);
create index orders_items_code on orders_items (workspace_id, product_code) where product_code is not null;
create index orders_items_name on orders_items (workspace_id, product_name) where product_code is null and product_name is not null;

-- What a customer wants to give back, and how far that has come.
create table orders_returns (
  workspace_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  customer_id uuid not null,
  profile_id uuid,
  -- [{ line, quantity }]; an empty list is the whole order.
  items jsonb not null,
  reason text,
  state text not null check (state in ('requested', 'approved', 'refused', 'received', 'refunded', 'replaced')),
  requested_by text not null,
  requested_at timestamptz not null,
  changed_at timestamptz not null,
  -- [{ state, at, by, note }], oldest first.
  steps jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, order_id) references orders (workspace_id, id) on delete cascade,
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
);
create index orders_returns_order on orders_returns (workspace_id, order_id);
create index orders_returns_customer on orders_returns (workspace_id, customer_id, requested_at);
create index orders_returns_time on orders_returns (workspace_id, requested_at);
create index orders_returns_open on orders_returns (workspace_id, requested_at) where state in ('requested', 'approved', 'received');

-- What people put together and bought, or left.
create table orders_carts (
  workspace_id uuid not null,
  id uuid not null,
  source text not null,
  cart_id text not null,
  customer_id uuid not null,
  profile_id uuid,
  -- When each field was said, as in orders.
  said jsonb not null,
  -- The latest word about it, and the first.
  said_at timestamptz not null,
  begun_at timestamptz not null,
  currency text not null,
  -- [{ code, name, category, variant, quantity, price, amount }], amounts as text.
  items jsonb not null,
  total bigint,
  coupons text[] not null,
  checked_out_at timestamptz,
  checkout_step integer,
  order_number text,
  -- The order that it became.
  order_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, source, cart_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
);
create index orders_carts_customer on orders_carts (workspace_id, customer_id, said_at);
create index orders_carts_time on orders_carts (workspace_id, said_at);
create index orders_carts_order on orders_carts (workspace_id, order_id) where order_id is not null;

alter table orders_products enable row level security;
alter table orders_products force row level security;
create policy workspace on orders_products using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table orders_returns enable row level security;
alter table orders_returns force row level security;
create policy workspace on orders_returns using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table orders_carts enable row level security;
alter table orders_carts force row level security;
create policy workspace on orders_carts using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
