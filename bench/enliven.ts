import { connectClient, type DbAddress } from '#core/db'

/**
 * Gives the imported shop, which is ids, dates and amounts alone, what makes pages and lists work: names, contacts, cities, tags and attributes,
 * visitors who know nobody, browsers that became somebody, visits, notes, carts and consent. Written straight to the tables, as nothing here is measured.
 */
export async function enliven(address: DbAddress): Promise<void> {
  const client = await connectClient(address)
  try {
    const { rows } = await client.query<{ id: string }>('select id from workspaces')
    const id = rows[0]?.id ?? ''
    await client.query(`set app.workspace_id = '${id}'; set maintenance_work_mem = '256MB'; set work_mem = '64MB'`)
    for (const statement of STATEMENTS) await client.query(statement.replaceAll(':ws', `'${id}'::uuid`))
  } finally {
    await client.end()
  }
}

const GIVEN = "array['علی','مریم','رضا','زهرا','حسین','فاطمه','امیر','سارا','محمد','نرگس','کیان','لیلا']"
const FAMILY = "array['محمدی','رضایی','احمدی','کریمی','حسینی','مرادی','نوری','صادقی','جعفری','ملکی','امینی','یزدانی','بهرامی']"
const CITIES = "array['تهران','تهران','تهران','تهران','مشهد','مشهد','اصفهان','شیراز','تبریز','قم','رشت','یزد','کرمان','ساری','سمنان']"

/** Customers of the file are C1, C2 …: everything follows from the number. The index of searches is built anew, which is quicker than to follow. */
const STATEMENTS = [
  'drop index customers_search',
  `create temp table bought as select id, substr(external_id, 2)::int as n from customers where workspace_id = :ws`,
  `update customers c
   set name = (${GIVEN})[1 + b.n % 12] || ' ' || (${FAMILY})[1 + b.n / 12 % 13] || ' ' || (b.n / 156),
       phone = case when b.n % 5 < 4 then '+98912' || lpad(b.n::text, 7, '0') end,
       email = case when b.n % 3 = 0 then 'c' || b.n || '@example.com' end,
       city = (${CITIES})[1 + b.n / 7 % 15],
       country = case when b.n % 20 = 0 then 'DE' else 'IR' end,
       tags = case when b.n % 50 = 0 then '{vip}'::text[] when b.n % 11 = 0 then '{wholesale,old}'::text[] else '{}' end,
       attributes = case when b.n % 2 = 0 then jsonb_build_object('size', (array['S','M','L'])[1 + b.n / 2 % 3], 'points', b.n % 1000) else '{}' end,
       search = lower(concat_ws(' ', (${GIVEN})[1 + b.n % 12], (${FAMILY})[1 + b.n / 12 % 13], b.n / 156, external_id,
                                case when b.n % 5 < 4 then '+98912' || lpad(b.n::text, 7, '0') end, case when b.n % 3 = 0 then 'c' || b.n || '@example.com' end))
   from bought b
   where c.workspace_id = :ws and c.id = b.id`,
  `insert into profiles_attributes (workspace_id, key, name_en, type, choices, created_at)
   values (:ws, 'size', 'Size', 'choice', '{S,M,L}', now()), (:ws, 'points', 'Points', 'number', '{}', now())`,
  `insert into customers (workspace_id, id, search, is_visitor, said, created_at, seen_at)
   select :ws, uuidv7(), '', true, '{}', now(), now() from bought where n % 5 = 0`,
  `create temp table visitors as select id, row_number() over (order by id) as n from customers where workspace_id = :ws and is_visitor`,
  `insert into customers_keys (workspace_id, customer_id, kind, source, value, added_at)
   select :ws, id, 'anonymous', '', 'a' || n, now() from visitors
   union all select :ws, id, 'phone', '', phone, now() from customers where workspace_id = :ws and phone is not null
   union all select :ws, id, 'email', '', email, now() from customers where workspace_id = :ws and email is not null`,
  `create temp table joined as select v.id as visitor, b.id as customer from visitors v join bought b on b.n = v.n * 5 where v.n % 8 = 0`,
  `update customers c set merged_into = j.customer from joined j where c.workspace_id = :ws and c.id = j.visitor`,
  `insert into customers_merges (workspace_id, id, survivor_id, absorbed_id, reason, evidence, merged_by, merged_at)
   select :ws, uuidv7(), customer, visitor, 'anonymous', '[]', 'tracking', now() from joined`,
  `with last as materialized (select seq from event_counters where workspace_id = :ws), visits as (
     insert into events (workspace_id, seq, name, customer_id, occurred_at, recorded_at, actor, message_id, payload)
     select :ws, last.seq + row_number() over (), 'visit.tracked', case when g % 4 = 0 then visitor else customer end, now() - g * interval '1 hour', now(),
            'source', visitor || '-' || g, '{"event":"Product Viewed","properties":{"product_id":"42","price":12.5},"source":"Website"}'
     from joined, last, generate_series(1, 12) g
     returning 1)
   update event_counters set seq = seq + (select count(*) from visits) where workspace_id = :ws`,
  `insert into profiles_notes (workspace_id, id, customer_id, text, author_id, written_at)
   select :ws, uuidv7(), id, 'Note ' || n, 'bench', now() - n * interval '1 minute' from bought where n % 50 = 0`,
  `insert into consents (workspace_id, customer_id, purpose, channel, state, since, source)
   select :ws, id, 'newsletter', 'email', case when n % 5 = 0 then 'denied' else 'granted' end, now(), 'import' from bought where n % 3 = 0`,
  `insert into consent_entries (workspace_id, id, profile_id, said_as, purpose, channel, state, source, at, recorded_at, proof, by, statement_id)
   select :ws, uuidv7(), id, id, 'newsletter', 'email', case when n % 5 = 0 then 'denied' else 'granted' end, 'import', now(), now(), '{}', 'import', 'b' || n
   from bought where n % 3 = 0`,
  `insert into orders_carts (workspace_id, id, source, cart_id, customer_id, said, said_at, begun_at, currency, items, total, coupons)
   select :ws, uuidv7(), 'bench', 'k' || n, id, '{}', now() - n % 100000 * interval '1 minute', now(), 'IRR', '[{"code":"42"}]', 1000, '{}'
   from bought where n % 20 = 0`,
  // As dense as if the import had brought all of it.
  'vacuum (full, analyze) customers',
  'create index customers_search on customers using gin (workspace_id, search gin_trgm_ops)',
  'vacuum analyze customers_keys, events, consents, consent_entries, orders_carts, profiles_notes',
]
