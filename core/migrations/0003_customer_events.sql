-- The timeline of a customer reads the log from its newest end.
create index events_customer on events (workspace_id, customer_id, occurred_at, seq) where customer_id is not null;
