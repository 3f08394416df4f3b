-- When events were written down grows with their place in the log, so that a few pages tell which blocks are of the last days.
create index events_recorded on events using brin (workspace_id, recorded_at);
