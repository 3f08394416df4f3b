create table tokens (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table tokens enable row level security;
alter table tokens force row level security;
create policy workspace on tokens using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
