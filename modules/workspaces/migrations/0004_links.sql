-- One-time links belong to core now: whoever lets people in makes them.
insert into auth_links (token_hash, kind, user_id, created_at, expires_at, used_at)
select token_hash, kind, user_id, created_at, expires_at, used_at from workspaces_links;
drop table workspaces_links;
