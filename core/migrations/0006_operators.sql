-- Who runs the installation. Whoever set it up does: the owner who joined first.
alter table auth_users add column operator boolean not null default false;
update auth_users set operator = true
where id = (select id from auth_users order by created_at, id limit 1);
