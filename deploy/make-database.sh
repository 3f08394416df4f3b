#!/bin/sh
# Run once by PostgreSQL's container: Bazgasht's role, which is no superuser, and its database, whose locale lets searches find Persian.
# The password is the one in the address that Bazgasht reads.
set -eu
password=$(sed -nE 's#^postgres(ql)?://bazgasht:([^@]+)@.*$#\2#p' /run/secrets/database_url)
[ -n "$password" ] || { echo 'database_url must read postgres://bazgasht:PASSWORD@database/bazgasht' >&2; exit 1; }
psql --username "${POSTGRES_USER:-postgres}" --set ON_ERROR_STOP=1 --set password="$password" <<'SQL'
create role bazgasht login password :'password';
create database bazgasht owner bazgasht encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' lc_ctype 'C.UTF-8' lc_collate 'C.UTF-8' template template0;
\connect bazgasht
alter function pg_catalog.textlike(text, text) leakproof;
SQL
