-- Somebody asks for a link to set a new password. Written down whether or not there is such an account, so that the answer takes the same time; a job looks
-- and forgets. `email` is sealed (core/sealed.ts). A local table, like all of auth_*.
create table auth_reset_requests (
  id uuid primary key,
  email text not null,
  address text,
  agent text,
  asked_at timestamptz not null
);
create index auth_sessions_expiry on auth_sessions (expires_at);
create index auth_attempts_start on auth_attempts (started_at);
