-- How the shop wants its customers to be judged.
create table insights_settings (
  workspace_id uuid not null primary key,
  -- The unit in which models count time: 'day', 'week', 'month' (30.4375 days).
  time_unit text not null check (time_unit in ('day', 'week', 'month')),
  -- 'auto' takes the likeliest.
  model text not null check (model in ('auto', 'bg-nbd', 'pareto-nbd', 'mbg-nbd')),
  -- Gross margin as a share of revenue; null: as catalogue costs tell, or the assumption of the product where they are unknown.
  margin real,
  -- A year's discount rate for money that comes later.
  discount_rate real not null,
  -- Thresholds of the rules of behaviour, as modules/insights/types/domain.ts reads them.
  thresholds jsonb not null,
  changed_at timestamptz not null
);

-- What the models expect of each customer who ever bought, and how recent, frequent and valuable they are beside the others.
-- As of the day in the fit; rewritten for whoever buys, for everybody after a fit.
create table insights_scores (
  workspace_id uuid not null,
  customer_id uuid not null,
  -- The probability that the customer still buys here at all.
  p_alive real,
  -- Expected purchases in the next 30, 90, 365 days.
  expected_30 real,
  expected_90 real,
  expected_365 real,
  -- Local day (since 1970-01-01) by which the next purchase is as likely as not, given that the customer still buys, and the middle half's ends.
  next_day integer,
  next_low integer,
  next_high integer,
  -- Minor units: the mean of a further purchase, and the discounted margin of all purchases to come.
  mean_spend bigint,
  expected_value bigint,
  -- 1 (least) to 5 (best); null where the shop is too small for fifths.
  r smallint,
  f smallint,
  m smallint,
  rfm_group text,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
) with (fillfactor = 80);

-- How each customer buys, with the evidence. As of the last study of all orders; rewritten for whoever buys.
create table insights_types (
  workspace_id uuid not null,
  customer_id uuid not null,
  -- 'loyal', 'impulse', 'discount', 'need', 'wandering'; null where there is too little to tell.
  type text check (type in ('loyal', 'impulse', 'discount', 'need', 'wandering')),
  purchases integer not null,
  -- Share of purchases with a discount or coupon; null where no order of the shop says.
  discounted real,
  -- Different products among lines bought (1: never the same twice); null without items.
  variety real,
  -- Share of purchases after the first that hold a product bought before; null without items or a second purchase.
  repeated real,
  -- Coefficient of variation of the gaps between purchases; null before the third.
  irregularity real,
  -- Days with visits, and those of them without a purchase that day, in the last 365 days.
  visits integer not null,
  visits_without integer not null,
  -- Minor units so far: revenue less refunds less what the goods cost, where costs are known at the shop's margin otherwise.
  margin bigint,
  -- Minor units bought in the 365 days up to the day of the study.
  year_revenue bigint,
  -- Of the first purchase; product and category are those of the line for which most was paid.
  first_product uuid,
  first_category text,
  first_channel text,
  first_source text,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
) with (fillfactor = 80);

-- What kinds of customers there are, in small parts counted ahead: 'sums' (customers and money by type, stage and scores), 'revenue' (by nth purchase and
-- month), 'spread' (how revenue is spread over customers), 'alike' (what brings people of a kind back). modules/insights/types/domain-parts.ts reads them.
create table insights_kinds (
  workspace_id uuid not null,
  part text not null,
  counted_at timestamptz not null,
  content jsonb not null,
  primary key (workspace_id, part)
);

alter table insights_kinds enable row level security;
alter table insights_kinds force row level security;
create policy workspace on insights_kinds using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_settings enable row level security;
alter table insights_settings force row level security;
create policy workspace on insights_settings using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_scores enable row level security;
alter table insights_scores force row level security;
create policy workspace on insights_scores using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_types enable row level security;
alter table insights_types force row level security;
create policy workspace on insights_types using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
