-- Who saw and changed what about people and settings. Rows are added and never changed; they hold ids and counts, no personal data, so that an
-- erasure leaves them true.
create table audit_entries (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  -- A member's, token's, customer's or source's id; null for the product itself.
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text,
  -- The network that the request came from, without its last part.
  address text,
  details jsonb not null,
  primary key (workspace_id, id)
);
create index audit_entries_newest on audit_entries (workspace_id, at, id);
create index audit_entries_subject on audit_entries (workspace_id, subject_kind, subject_id, at);

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy workspace on audit_entries using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
