-- The log can be added to and read. Nobody who comes in with the application's role changes, deletes or empties it: the role gives those rights up, and
-- the policies allow none but one kind of deletion. See docs/decisions/0021.
drop policy workspace on audit_entries;
create policy reading on audit_entries for select
  using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
create policy adding on audit_entries for insert
  with check (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
-- What the purge may delete in the transaction in which it takes the right back for itself (core/audit-purge.ts): entries older than thirty days by the
-- database's own clock, and those of a workspace that is gone.
create policy ageing on audit_entries for delete
  using (
    workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)
    and (
      at < now() - interval '30 days'
      or not exists (select from workspaces where workspaces.id = audit_entries.workspace_id)
    )
  );

-- An action that has another name since its log is a module.
alter table audit_entries no force row level security;
update audit_entries set action = 'audit.exported' where action = 'privacy.audit_exported';
alter table audit_entries force row level security;

revoke update, delete, truncate on audit_entries from current_user;

-- Each filter of the page begins with what it filters by and ends with the order of the list.
drop index audit_entries_subject;
create index audit_entries_subject on audit_entries (workspace_id, subject_id, at, id);
create index audit_entries_actor on audit_entries (workspace_id, actor_id, at, id);
create index audit_entries_action on audit_entries (workspace_id, action, at, id);
create index audit_entries_address on audit_entries (workspace_id, address, at, id);

-- How long a workspace keeps its log; two years where it has not said.
create table audit_settings (
  workspace_id uuid not null primary key,
  keep_days integer not null check (keep_days between 30 and 36500),
  changed_at timestamptz not null
);
alter table audit_settings enable row level security;
alter table audit_settings force row level security;
create policy workspace on audit_settings using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
