-- What each customer bought and gave back, packed as modules/orders/domain-packed-history.ts says: one row for each row of customers_summaries, written
-- and removed in the same transactions. Counting anything about a million customers reads a hundred bytes of each instead of ten orders. Whoever wrote the summary
-- holds the book, so a foreign key would only cost a look-up and a lock for each row.
create table orders_histories (
  workspace_id uuid not null,
  customer_id uuid not null,
  -- Packed already: compressing it again would cost time for nothing.
  bytes bytea storage external not null,
  primary key (workspace_id, customer_id)
) with (fillfactor = 85);

-- Whether orders_histories holds everybody: a count of all orders writes them; until then they are read from the orders themselves.
alter table orders_books add column has_histories boolean not null default false;

alter table orders_histories enable row level security;
alter table orders_histories force row level security;
create policy workspace on orders_histories using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
