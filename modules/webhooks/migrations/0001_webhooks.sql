create table webhooks (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table webhooks enable row level security;
alter table webhooks force row level security;
create policy workspace on webhooks using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
