-- Which browser or program somebody came with, without its version: 'Firefox, Windows'.
alter table audit_entries add column agent text;
