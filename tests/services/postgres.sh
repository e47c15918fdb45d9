#!/usr/bin/env bash
# A private PostgreSQL 15 for tests: own cluster, own port, loopback only, nothing of value inside.
#   postgres.sh install   installs the server from the distribution, without its "main" cluster
#   postgres.sh up        creates the cluster if needed, starts it, prints the connection string
#   postgres.sh down      stops it
#   postgres.sh url       prints the Npgsql connection string
#   postgres.sh uri       the same as a URI that ends where the database name goes
#   postgres.sh psql ...  runs psql as the superuser
#   postgres.sh destroy   stops it and deletes the cluster
# Environment:
#   TIEOUT_POSTGRES_PORT      default 28432
#   TIEOUT_POSTGRES_DURABLE   1 keeps fsync on (default off: a test database need not survive
#                             a power cut); set it when measuring
#   TIEOUT_SERVICES_DIR       see common.sh
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

port=${TIEOUT_POSTGRES_PORT:-28432}
home=$services_dir/postgres
cluster=$home/15
server_log=$home/server.log
binaries=/usr/lib/postgresql/15/bin
no_main_cluster=/etc/postgresql-common/createcluster.d/tieout.conf

# The server refuses to run as root. Its user may not be allowed into the caller's directory.
as_owner() (
  cd /
  if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
  fi
  exec "$@"
)

install_server() {
  if [ -x "$binaries/postgres" ]; then return 0; fi
  # Debian would create and start a cluster of its own on port 5432.
  local wrote=
  if [ "$(id -u)" = 0 ] && [ ! -e "$no_main_cluster" ]; then
    mkdir -p "$(dirname "$no_main_cluster")"
    echo 'create_main_cluster = false' >"$no_main_cluster"
    wrote=1
  fi
  apt_install postgresql-15
  if [ -n "$wrote" ]; then rm -f "$no_main_cluster"; fi
}

is_running() { as_owner "$binaries/pg_ctl" -D "$cluster" status >/dev/null 2>&1; }

create_cluster() {
  mkdir -p "$home"
  if [ "$(id -u)" = 0 ]; then chown postgres: "$home"; fi
  as_owner test -x "$home" ||
    die "The user postgres cannot enter $home; set TIEOUT_SERVICES_DIR to a directory it can."
  # An interrupted initdb leaves a directory that the next one would refuse.
  rm -rf "$cluster"
  as_owner "$binaries/initdb" -D "$cluster" -U tieout -A trust -E UTF8 --locale=C.UTF-8 \
    --no-instructions --no-sync >&2
}

start() {
  [ -x "$binaries/postgres" ] || die "PostgreSQL 15 is not installed; run: $0 install"
  [ -s "$cluster/postgresql.conf" ] && [ -s "$cluster/global/pg_control" ] || create_cluster
  if is_running; then return 0; fi
  # No Unix socket: its path has a length limit that a long TMPDIR breaks.
  local settings="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories="
  settings+=" -c max_connections=300 -c jit=off"
  if [ "${TIEOUT_POSTGRES_DURABLE:-}" != 1 ]; then
    settings+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  fi
  as_owner "$binaries/pg_ctl" -D "$cluster" -l "$server_log" -w -t 60 -o "$settings" start \
    >/dev/null 2>&1 </dev/null 9>&- || {
    tail -n 20 "$server_log" >&2
    die "PostgreSQL did not start on port $port (TIEOUT_POSTGRES_PORT); its log: $server_log"
  }
}

stop() {
  if [ -d "$cluster" ] && is_running; then
    as_owner "$binaries/pg_ctl" -D "$cluster" -m fast -w stop >/dev/null
  fi
}

# The fourth line of the pid file is the port of the running server, whatever was asked for.
port_in_use() {
  local running
  running=$(as_owner sed -n 4p "$cluster/postmaster.pid" 2>/dev/null) || true
  echo "${running:-$port}"
}

connection_string() {
  echo "Host=127.0.0.1;Port=$(port_in_use);Username=tieout;Database=postgres"
}

uri() { echo "postgresql://tieout@127.0.0.1:$(port_in_use)/"; }

case "${1:-}" in
  install)
    make_services_dir
    install_server
    ;;
  up)
    make_services_dir
    start
    connection_string
    ;;
  down) stop ;;
  url) connection_string ;;
  uri) uri ;;
  psql)
    shift
    exec "$binaries/psql" -X -h 127.0.0.1 -p "$(port_in_use)" -U tieout "$@"
    ;;
  destroy)
    stop
    rm -rf "$home"
    ;;
  *) die "usage: postgres.sh install|up|down|url|uri|psql|destroy" ;;
esac
