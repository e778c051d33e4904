# A PostgreSQL of its own for one run: in a folder that goes afterwards, on a free port, on this machine only.

postgresql_programs() {
  local newest
  newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$newest" ] && echo "$newest"
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
  python3 -c 'import socket; one = socket.socket(); one.bind(("127.0.0.1", 0)); print(one.getsockname()[1])'
}

# Nothing has to survive a power cut, and no question on a few rows is worth a compiler.
for_tests="-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off -c max_wal_size=4GB -c max_connections=200"

# start_postgresql FOLDER: sets database_url.
start_postgresql() {
  local port
  programs=$(postgresql_programs)
  cluster=$1/postgresql
  port=$(free_port)
  chmod 755 "$1"
  mkdir "$cluster"
  [ "$(id -u)" != 0 ] || chown postgres "$cluster"
  (
    cd "$cluster" # a folder that the user postgres may enter
    as_postgres "$programs/initdb" --pgdata data --username clinic --encoding UTF8 --locale C.UTF-8 --auth trust >/dev/null
    as_postgres "$programs/pg_ctl" --pgdata data --log log --wait \
      --options "-p $port -h 127.0.0.1 -k $cluster $for_tests" start >/dev/null
  ) || { cat "$cluster/log" 2>/dev/null; return 1; }
  database_url=postgres://clinic@127.0.0.1:$port/postgres
}

stop_postgresql() {
  [ -n "${cluster:-}" ] || return 0
  (cd "$cluster" && as_postgres "$programs/pg_ctl" --pgdata data --mode immediate stop >/dev/null) || true
}
