create table consent (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table consent enable row level security;
alter table consent force row level security;
create policy workspace on consent using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
