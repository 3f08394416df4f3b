-- How often everything is backed up, and how much of that is kept. One row for the installation: a local table, on Citus it stays on the coordinator.
create table operations_settings (
  only_one boolean primary key default true check (only_one),
  backs_up boolean not null,
  -- minutes after midnight, by the clock of the oldest workspace
  minute smallint not null check (minute between 0 and 1439),
  keep_daily smallint not null check (keep_daily between 1 and 60),
  keep_weekly smallint not null check (keep_weekly between 0 and 60),
  keep_monthly smallint not null check (keep_monthly between 0 and 60),
  changed_at timestamptz not null
);

-- Backups, wanted, under way, made or failed. Local as well; its rows are left out of backups.
create table operations_backups (
  id uuid primary key,
  kind text not null check (kind in ('scheduled', 'by_hand', 'before_upgrade', 'before_restore')),
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  path text not null,
  asked_by text,
  asked_at timestamptz not null,
  ended_at timestamptz,
  heartbeat_at timestamptz not null,
  share real not null default 0,
  bytes bigint not null default 0,
  checksum text,
  -- an error's code and what fills its words
  error text,
  details jsonb not null default '{}'
);
-- One at a time, whoever asks, in however many processes.
create unique index operations_backups_one on operations_backups ((true)) where state in ('waiting', 'running');
create unique index operations_backups_path on operations_backups (path);
