#!/usr/bin/env bash
# A real ERP for tests: the Tryton 6.0 server of Debian 12, seeded, on a loopback port.
#   tryton.sh install      installs the server and the modules from the distribution
#   tryton.sh prepare      makes the seeded template (once; again when its inputs change)
#   tryton.sh up           prepares, starts the server, prints its base URL
#   tryton.sh clone NAME   fresh copy of the template; the running server serves it at URL/NAME/
#   tryton.sh drop NAME    removes such a copy
#   tryton.sh seed         prints the path of the JSON file with the ids in every fresh copy
#   tryton.sh url          prints the base URL
#   tryton.sh down         stops the server; templates and copies stay
#   tryton.sh destroy      stops it and deletes everything, templates included
# Use a name once: the server remembers a database that it has served, and caches what it read.
# Environment:
#   TRYTON_BACKEND    sqlite (default: a copy takes milliseconds) or postgresql (concurrent
#                     writers; needed where transactions overlap)
#   TRYTON_CURRENCY   currency of the company, default USD; each has a template of its own
#   TRYTON_PORT       default 28069 for sqlite, 28070 for postgresql, so both can run
#   TIEOUT_SERVICES_DIR   see common.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/common.sh"

backend=${TRYTON_BACKEND:-sqlite}
currency=${TRYTON_CURRENCY:-USD}
case $backend in
  sqlite) port=${TRYTON_PORT:-28069} ;;
  postgresql) port=${TRYTON_PORT:-28070} ;;
  *) die "TRYTON_BACKEND is '$backend'; it must be sqlite or postgresql." ;;
esac
[[ $currency =~ ^[A-Z]{3}$ ]] || die "TRYTON_CURRENCY is '$currency'; it must be a code like USD."

url=http://127.0.0.1:$port
home=$services_dir/tryton-$backend
databases=$home/databases
templates=$home/templates
config=$home/trytond.conf
pid_file=$home/server.pid
server_log=$home/server.log
seed_json=$templates/seed-$currency.json

# Asking for the last of the chain activates the rest: party, company, currency, product,
# account, account_product, account_invoice, timesheet, timesheet_cost, company_work_time,
# project, project_revenue.
modules="project_invoice"
packages="tryton-server tryton-proteus tryton-modules-project-invoice"

# Names inside PostgreSQL; copies have the name that the caller chose.
blank=tieout_tryton_blank
template=tieout_tryton_template_${currency,,}

install_server() {
  # shellcheck disable=SC2086
  apt_install $packages
  if [ "$backend" = postgresql ]; then
    apt_install python3-psycopg2
    "$here/postgres.sh" install
  fi
}

# The distribution's Python, whatever else is first on the PATH.
python() { env -u PYTHONPATH -u PYTHONHOME /usr/bin/python3 "$@"; }
sql() { "$here/postgres.sh" psql -d postgres -qAt -v ON_ERROR_STOP=1 -c "$1"; }

# write_config FILE DIRECTORY
write_config() {
  local uri=sqlite://
  if [ "$backend" = postgresql ]; then uri=$("$here/postgres.sh" uri); fi
  cat >"$1" <<CONFIG
[web]
listen = 127.0.0.1:$port
[database]
uri = $uri
path = $2
[session]
# Posting and paying answer 401 to a session that was idle longer than this.
timeout = 86400
# Tests of bad passwords must not slow down those that follow.
max_attempt = 100000
max_attempt_ip_network = 100000
CONFIG
}

# What the templates depend on; the year is there because of the fiscal years.
fingerprint() {
  {
    echo "$modules" "$(date +%Y)"
    # shellcheck disable=SC2086
    dpkg-query -W -f='${Package} ${Version}\n' $packages
    cat "$here/tryton_seed.py"
  } | sha256sum | cut -d' ' -f1
}

is_current() { [ "$(cat "$home/fingerprint" 2>/dev/null)" = "$1" ]; }

has_blank() { [ -s "$templates/blank" ]; }

# Creating the tables and loading the modules takes half a minute and does not depend on the
# currency, so the result is kept apart from the seeded templates.
make_blank() {
  local admin_password=$home/admin-password
  echo admin >"$admin_password"
  rm -rf "$home/build" && mkdir -p "$home/build"
  write_config "$home/build.conf" "$home/build"
  if [ "$backend" = postgresql ]; then
    sql "drop database if exists $blank with (force)"
    sql "create database $blank"
  else
    : >"$home/build/$blank.sqlite"
  fi
  # shellcheck disable=SC2086
  TRYTONPASSFILE=$admin_password python /usr/bin/trytond-admin -c "$home/build.conf" -d $blank \
    --email admin@example.test -u $modules --activate-dependencies >&2
  if [ "$backend" = postgresql ]; then
    echo "$blank" >"$templates/blank"
  else
    mv "$home/build/$blank.sqlite" "$templates/blank"
  fi
}

make_template() {
  rm -rf "$home/build" && mkdir -p "$home/build"
  write_config "$home/build.conf" "$home/build"
  if [ "$backend" = postgresql ]; then
    sql "drop database if exists $template with (force)"
    sql "create database $template template $blank"
  else
    cp "$templates/blank" "$home/build/$template.sqlite"
  fi
  python "$here/tryton_seed.py" "$home/build.conf" "$template" "$currency" \
    "$home/build/seed.json" >&2
  if [ "$backend" = sqlite ]; then
    mv "$home/build/$template.sqlite" "$templates/$currency.sqlite"
  fi
  # Last, as it says that the template is complete.
  mv "$home/build/seed.json" "$seed_json"
}

prepare() (
  if [ "$backend" = postgresql ]; then "$here/postgres.sh" up >/dev/null; fi
  mkdir -p "$home" "$databases" "$templates"
  # One at a time: two test runs may start together.
  exec 8>"$home/prepare.lock"
  flock 8
  local wanted
  wanted=$(fingerprint)
  if ! is_current "$wanted"; then
    rm -rf "$templates" && mkdir -p "$templates"
    echo "$wanted" >"$home/fingerprint"
  fi
  has_blank || timed "create tables, activate modules" make_blank
  [ -s "$seed_json" ] || timed "seed the company ($currency)" make_template
  rm -rf "$home/build"
)

timed() {
  local label=$1 started=$EPOCHREALTIME
  shift
  "$@"
  say "$label: $(seconds_since "$started") s"
}

# A process id alone may belong to somebody else by now.
is_running() {
  [ -s "$pid_file" ] && grep -qsaF "$config" "/proc/$(cat "$pid_file")/cmdline"
}

start() {
  write_config "$config.new" "$databases"
  if is_running; then
    if cmp -s "$config.new" "$config"; then return 0; fi
    stop
  fi
  mv "$config.new" "$config"
  # Somebody else's server would answer in place of ours.
  is_port_free || die "Port $port is in use by another program; set TRYTON_PORT to a free one."
  # In a session of its own: Ctrl-C in the terminal must not take it down half-way. Descriptors
  # 8 and 9 carry locks, which a server must not inherit.
  (
    cd "$home"
    exec env -u PYTHONPATH -u PYTHONHOME setsid /usr/bin/python3 /usr/bin/trytond -c "$config" \
      >"$server_log" 2>&1 </dev/null 8>&- 9>&-
  ) &
  echo $! >"$pid_file"
  wait_until_it_answers || {
    tail -n 20 "$server_log" >&2
    stop
    die "Tryton did not start on port $port (TRYTON_PORT); its log: $server_log"
  }
}

is_port_free() {
  python -c '
import socket, sys
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    probe.bind(("127.0.0.1", int(sys.argv[1])))' "$port" 2>/dev/null
}

wait_until_it_answers() {
  python - "$url" "$(cat "$pid_file")" <<'PYTHON'
import os, sys, time, urllib.request

url, pid = sys.argv[1], int(sys.argv[2])
body = b'{"id": 0, "method": "common.server.version", "params": []}'
request = urllib.request.Request(url + "/", body, {"Content-Type": "application/json"})
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    try:
        os.kill(pid, 0)
        if direct.open(request, timeout=5).status == 200:
            sys.exit(0)
    except ProcessLookupError:
        sys.exit(1)
    except OSError:
        time.sleep(0.1)
sys.exit(1)
PYTHON
}

stop() {
  if is_running; then
    local pid
    pid=$(cat "$pid_file")
    kill "$pid"
    for _ in $(seq 100); do
      is_running || break
      sleep 0.1
    done
    if is_running; then kill -9 "$pid"; fi
  fi
  rm -f "$pid_file"
}

check_name() {
  [[ ${1:-} =~ ^[a-z][a-z0-9_]{0,62}$ ]] ||
    die "'${1:-}' is no name for a copy: use a-z, 0-9 and _, starting with a letter."
  case $1 in
    tieout_tryton_* | postgres | template0 | template1) die "'$1' is reserved." ;;
  esac
}

clone() {
  check_name "${1:-}"
  [ -s "$seed_json" ] || prepare
  if [ "$backend" = postgresql ]; then
    sql "create database $1 template $template"
    : >"$databases/$1"
  else
    [ ! -e "$databases/$1.sqlite" ] || die "There is a copy named $1 already."
    cp "$templates/$currency.sqlite" "$databases/.$1.part"
    mv "$databases/.$1.part" "$databases/$1.sqlite"
  fi
}

drop() {
  check_name "${1:-}"
  if [ "$backend" = postgresql ]; then
    sql "drop database if exists $1 with (force)"
    rm -f "$databases/$1"
  else
    rm -f "$databases/$1.sqlite" "$databases/$1.sqlite-journal"
  fi
}

destroy() {
  stop
  if [ "$backend" = postgresql ] && [ -d "$home" ]; then
    "$here/postgres.sh" up >/dev/null
    local name
    for name in $(cd "$databases" && ls); do drop "$name"; done
    for name in $(sql "select datname from pg_database where datname like 'tieout\_tryton\_%'"); do
      sql "drop database $name with (force)"
    done
  fi
  rm -rf "$home"
}

case "${1:-}" in
  install)
    make_services_dir
    install_server
    ;;
  prepare)
    make_services_dir
    prepare
    ;;
  up)
    make_services_dir
    prepare
    start
    echo "$url"
    ;;
  clone) clone "${2:-}" ;;
  drop) drop "${2:-}" ;;
  seed) echo "$seed_json" ;;
  url) echo "$url" ;;
  down) stop ;;
  destroy) destroy ;;
  *) die "usage: tryton.sh install|prepare|up|clone NAME|drop NAME|seed|url|down|destroy" ;;
esac
