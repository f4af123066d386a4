#!/bin/sh
# A volume mounted over the data directory may be empty or belong to root.
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  install -d -o postgres -g postgres -m 0700 "$PGDATA"
  su postgres -c 'initdb --auth=trust --wal-segsize=1 --no-locale --encoding=UTF8'
  echo 'host all all all trust' >>"$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
fi
exec setpriv --reuid=postgres --regid=postgres --init-groups postgres
