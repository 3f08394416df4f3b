-- How each person reads, wherever they sign in. A local table, like all of auth_*: a person is no part of a workspace. No row: everything as usual.
create table auth_preferences (
  user_id text primary key references auth_users (id) on delete cascade,
  language text check (language in ('fa', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  density text not null default 'comfortable' check (density in ('comfortable', 'compact')),
  digits text not null default 'language' check (digits in ('language', 'latin', 'persian')),
  calendar text not null default 'workspace' check (calendar in ('workspace', 'gregorian', 'persian'))
);
