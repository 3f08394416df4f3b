create table privacy (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table privacy enable row level security;
alter table privacy force row level security;
create policy workspace on privacy using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
