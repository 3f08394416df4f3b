alter table shops_connections
  -- Fills the words of the last error: { "field": "billing.email" }.
  add column last_error_details jsonb,
  -- Whether the shop's webhooks may still sign with the secret before, because the shop could not be told of the new one.
  add column secret_untold boolean not null default false;
