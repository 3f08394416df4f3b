-- Letters to people about their own account, on their way. A local table, like all of auth_*: a person is no part of a workspace. Address and words are
-- sealed (core/sealed.ts) while they wait, and gone once the letter has ended.
create table auth_letters (
  id uuid primary key,
  content text,
  language text not null check (language in ('fa', 'en')),
  state text not null check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  error text
);
create index auth_letters_due on auth_letters (next_at) where state = 'waiting';
