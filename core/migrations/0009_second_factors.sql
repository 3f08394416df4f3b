-- A second step at sign-in. Local tables, like all of auth_*. The secret is sealed (core/sealed.ts), backup codes are hashed.
-- `last_step` is the 30 seconds whose code was taken last: no code counts twice. `trust_stamp` is part of what trusted devices carry: a new one ends their trust.
create table auth_second_factors (
  user_id text primary key references auth_users (id) on delete cascade,
  secret text not null,
  trust_stamp text not null,
  last_step bigint not null default 0,
  created_at timestamptz not null,
  confirmed_at timestamptz
);

create table auth_backup_codes (
  user_id text not null references auth_second_factors (user_id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
