-- Members who want the report of each month by e-mail, in the language they chose for it.
create table insights_readers (
  workspace_id uuid not null,
  user_id text not null,
  language text not null check (language in ('fa', 'en')),
  -- Reports of months that ended before this are not sent by themselves.
  since timestamptz not null,
  primary key (workspace_id, user_id)
);

-- A report on its way to one member. Its words are made when it leaves, to the address that the member then has.
create table insights_letters (
  workspace_id uuid not null,
  id uuid not null,
  -- Says which sending this is: the same one twice is one letter.
  key text not null,
  user_id text not null,
  language text not null check (language in ('fa', 'en')),
  -- The month, as core/pure/calendar.ts numbers those of the workspace's calendar.
  calendar text not null check (calendar in ('gregorian', 'persian')),
  month integer not null,
  state text not null check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null,
  next_at timestamptz not null,
  error text,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key)
);
create index insights_letters_waiting on insights_letters (workspace_id, next_at) where state = 'waiting';

alter table insights_readers enable row level security;
alter table insights_readers force row level security;
create policy workspace on insights_readers using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table insights_letters enable row level security;
alter table insights_letters force row level security;
create policy workspace on insights_letters using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
