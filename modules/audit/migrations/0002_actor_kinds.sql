-- Programs, customers, shops, strangers at the sign-in page and the product itself are looked for as a whole.
create index audit_entries_kind on audit_entries (workspace_id, actor_kind, at, id);
