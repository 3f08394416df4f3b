-- Whether whoever works here must have a second step at sign-in.
alter table workspaces add column requires_second_factor boolean not null default false;

-- The language that a person reads is theirs, not a workspace's: what they chose where they came last stands.
insert into auth_preferences (user_id, language)
select distinct on (m.user_id) m.user_id, m.language
from workspaces_members m
join auth_users u on u.id = m.user_id
where m.language is not null
order by m.user_id, m.joined_at desc, m.workspace_id desc;
alter table workspaces_members drop column language;
