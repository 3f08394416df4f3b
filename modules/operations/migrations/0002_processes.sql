-- Processes that serve this installation, as each reports itself every few seconds. A local table: it says nothing about workspaces, and its rows are
-- left out of backups.
create table operations_processes (
  id uuid primary key,
  host text not null,
  pid integer not null,
  version text not null,
  node text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  memory_bytes bigint not null,
  live_pages integer not null,
  -- The last hour: [[minute since 1970, requests, slow, failed], …]
  minutes jsonb not null
);
