create table segments (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table segments enable row level security;
alter table segments force row level security;
create policy workspace on segments using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
