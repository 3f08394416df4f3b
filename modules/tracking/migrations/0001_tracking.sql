create table tracking (
  workspace_id uuid not null,
  id uuid not null,
  primary key (workspace_id, id)
);

alter table tracking enable row level security;
alter table tracking force row level security;
create policy workspace on tracking using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
