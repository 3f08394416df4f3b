-- The merges of a profile, undone ones too, whichever side it was on.
create index customers_merges_absorbed on customers_merges (workspace_id, absorbed_id);
