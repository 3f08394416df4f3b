-- What the workspace changed about a purpose, or a purpose of its own. Built-in ones that were never touched have no row.
create table consent_purposes (
  workspace_id uuid not null,
  key text not null,
  position integer not null,
  name_fa text not null,
  name_en text not null,
  -- Channels on which a yes from outside counts only after it was confirmed from the address itself.
  confirmed_on text[] not null,
  archived_at timestamptz,
  changed_at timestamptz not null,
  primary key (workspace_id, key)
);

-- What people are told they agree to, as it stood at each time; the newest version is shown.
create table consent_texts (
  workspace_id uuid not null,
  purpose text not null,
  version integer not null,
  text_fa text not null,
  text_en text not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (workspace_id, purpose, version)
);

-- The ledger: what was said for which profile, never changed. A word about a person of several profiles is written for each of them;
-- `said_as` is the profile that was spoken of, and `parting` names the undone merge that separated the two: from then on the word reaches
-- this profile only where it forbids.
create table consent_entries (
  workspace_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  said_as uuid not null,
  purpose text not null,
  channel text not null check (channel in ('email', 'sms', 'bot', 'push', 'chat', 'phone')),
  state text not null check (state in ('granted', 'denied', 'pending')),
  -- 'member', 'centre', 'confirmation', 'unsubscribe', 'import', 'tracking', 'shop', 'widget', 'token' …
  source text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  -- The text that the person saw, word for word; null when none was shown here.
  shown text,
  text_version integer,
  -- { page, form, userAgent, address (shortened and hashed), note, file … }
  proof jsonb not null,
  by text not null,
  -- The sender's own id of the statement: the same one again changes nothing.
  statement_id text not null,
  parting uuid,
  primary key (workspace_id, id),
  unique (workspace_id, profile_id, purpose, channel, statement_id),
  foreign key (workspace_id, profile_id) references customers (workspace_id, id) on delete cascade
);
create index consent_entries_newest on consent_entries (workspace_id, profile_id, recorded_at, id);
create index consent_entries_lent on consent_entries (workspace_id, said_as) where said_as <> profile_id;

-- What holds for a person as a whole, derived from the ledger: read by lists and by every sender.
create table consents (
  workspace_id uuid not null,
  -- The root of the family.
  customer_id uuid not null,
  purpose text not null,
  channel text not null,
  state text not null check (state in ('granted', 'denied', 'pending')),
  since timestamptz not null,
  source text not null,
  primary key (workspace_id, customer_id, purpose, channel),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);

-- A yes that waits for the word from the address itself. The link is signed and holds this row's id; it works once, until it expires.
create table consent_confirmations (
  workspace_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  purpose text not null,
  channel text not null,
  address text not null,
  shown text,
  text_version integer,
  asked_at timestamptz not null,
  times_asked integer not null,
  expires_at timestamptz not null,
  -- When the event with the link was emitted; null while a job must still do so.
  told_at timestamptz,
  confirmed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, profile_id, purpose, channel),
  foreign key (workspace_id, profile_id) references customers (workspace_id, id) on delete cascade
);
create index consent_confirmations_untold on consent_confirmations (workspace_id, asked_at) where told_at is null;

-- Letters on their way out by e-mail. Subject and body are kept until the letter has reached a final state.
create table consent_letters (
  workspace_id uuid not null,
  id uuid not null,
  -- 'confirmation' or 'incident', and the row that it is about.
  kind text not null,
  about_id uuid not null,
  profile_id uuid not null,
  address text,
  subject text,
  body text,
  language text not null check (language in ('fa', 'en')),
  state text not null check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null,
  next_at timestamptz not null,
  error text,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, kind, about_id, profile_id, made_at),
  foreign key (workspace_id, profile_id) references customers (workspace_id, id) on delete cascade
);
create index consent_letters_waiting on consent_letters (workspace_id, next_at) where state = 'waiting';
create index consent_letters_about on consent_letters (workspace_id, about_id);

-- Links to the consent centre hold this number; counting it up makes older ones useless.
create table consent_links (
  workspace_id uuid not null,
  customer_id uuid not null,
  version integer not null,
  primary key (workspace_id, customer_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);

-- Addresses of erased people, as hashes: a later import must not make them addressable again.
create table consent_suppressions (
  workspace_id uuid not null,
  kind text not null,
  hash text not null,
  at timestamptz not null,
  primary key (workspace_id, kind, hash)
);

alter table consent_purposes enable row level security;
alter table consent_purposes force row level security;
create policy workspace on consent_purposes using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consent_texts enable row level security;
alter table consent_texts force row level security;
create policy workspace on consent_texts using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consent_entries enable row level security;
alter table consent_entries force row level security;
create policy workspace on consent_entries using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consents enable row level security;
alter table consents force row level security;
create policy workspace on consents using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consent_confirmations enable row level security;
alter table consent_confirmations force row level security;
create policy workspace on consent_confirmations using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consent_letters enable row level security;
alter table consent_letters force row level security;
create policy workspace on consent_letters using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consent_links enable row level security;
alter table consent_links force row level security;
create policy workspace on consent_links using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
alter table consent_suppressions enable row level security;
alter table consent_suppressions force row level security;
create policy workspace on consent_suppressions using (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
