-- The address as it is compared with others': normalised, without blanks and signs. Empty for one too short to say anything.
alter table profiles_addresses add column place text not null default '';
create index profiles_addresses_place on profiles_addresses (workspace_id, place) where place <> '';
