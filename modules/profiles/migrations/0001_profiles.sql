create table profiles (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table profiles enable row level security;
alter table profiles force row level security;
create policy workspace on profiles using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
