create table shops (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table shops enable row level security;
alter table shops force row level security;
create policy workspace on shops using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
