#!/usr/bin/env bash
# Redmine 5 for tests: projects, users and time entries behind a REST API; SQLite, loopback only.
#   redmine.sh install   installs it from the distribution
#   redmine.sh prepare   makes the database, with its default data and an API key
#   redmine.sh up        starts it
#   redmine.sh down      stops it
#   redmine.sh url       prints its address
#   redmine.sh key       prints the API key of its administrator
#   redmine.sh destroy   stops it and deletes the database
# Environment:
#   TIEOUT_REDMINE_PORT   default 28030
#   TIEOUT_SERVICES_DIR   see common.sh
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

port=${TIEOUT_REDMINE_PORT:-28030}
home=$services_dir/redmine
database=$home/redmine.sqlite3
pid=$home/pid
# Nothing of value: it opens a database that tests make.
key=7465737474657374746573747465737474657374

# Debian serves several instances, each from a folder of its own below /var/lib/redmine.
export X_DEBIAN_SITEID=tieout RAILS_ENV=production REDMINE_LANG=en LANG=C.UTF-8
instance=/var/lib/redmine/$X_DEBIAN_SITEID
settings=$home/instance/config
shim=/usr/local/bin/bundle

is_up() { [ -s "$pid" ] && kill -0 "$(cat "$pid")" 2>/dev/null; }

install_packages() {
  is_installed redmine redmine-sqlite puma && return 0
  [ "$(id -u)" = 0 ] || die "Redmine's packages can be installed by root only."
  apt_install debconf
  printf '%s\n' 'redmine redmine/instances/default/dbconfig-install boolean false' |
    debconf-set-selections
  # The bundler of Debian 12 fails in the package's script ("Could not find racc-1.6.2.gem")
  # although everything is there; all that the script needs of it is the lock file.
  [ ! -e "$shim" ] || die "$shim is there already; it would have to stand aside for a minute."
  trap 'rm -f "$shim"' EXIT
  printf '#!/bin/sh\n[ "$1" = install ] && exec /usr/bin/bundle lock --local\nexec /usr/bin/bundle "$@"\n' >"$shim"
  chmod +x "$shim"
  apt_install redmine redmine-sqlite puma
  rm -f "$shim"
  trap - EXIT
}

prepare() {
  make_services_dir
  mkdir -p "$settings" "$home/instance/files" "$home/instance/log" "$home/instance/tmp"
  ln -sfn "$home/instance" "$instance"
  printf 'production:\n  adapter: sqlite3\n  database: %s\n  timeout: 20000\n' "$database" \
    >"$settings/database.yml"
  [ -s "$settings/secret_key.txt" ] ||
    head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$settings/secret_key.txt"
  [ ! -s "$home/is-ready" ] || return 0
  rm -f "$database"
  cd /usr/share/redmine
  bundle exec rake db:migrate
  bundle exec rake redmine:load_default_data
  bundle exec rails runner "
    Setting.rest_api_enabled = '1'
    user = User.find_by_login('admin')
    user.must_change_passwd = false
    user.save!(validate: false)
    token = Token.where(user_id: user.id, action: 'api').first_or_initialize
    token.save!(validate: false)
    Token.where(user_id: user.id, action: 'api').update_all(value: '$key')"
  echo yes >"$home/is-ready"
}

up() {
  if ! is_up; then
    cd /usr/share/redmine
    setsid puma -e production -t 4:4 -b "tcp://127.0.0.1:$port" config.ru \
      >"$home/server.log" 2>&1 </dev/null 9>&- &
    echo $! >"$pid"
  fi
  local attempt
  for attempt in $(seq 240); do
    curl -fsS -m 10 -H "X-Redmine-API-Key: $key" "$(url)/users/current.json" >/dev/null 2>&1 &&
      return 0
    is_up || die "Redmine has stopped: $(tail -20 "$home/server.log")"
    sleep .5
  done
  die "Redmine does not answer; see $home/server.log"
}

down() {
  is_up || return 0
  kill "$(cat "$pid")"
  local attempt
  for attempt in $(seq 100); do
    is_up || break
    sleep .1
  done
  rm -f "$pid"
}

url() { echo "http://127.0.0.1:$port"; }

case "${1:-}" in
  install) make_services_dir && install_packages ;;
  prepare) prepare ;;
  up) up ;;
  down) down ;;
  url) url ;;
  key) echo "$key" ;;
  destroy)
    down
    rm -rf "$home" "$instance"
    ;;
  *) die "usage: redmine.sh install|prepare|up|down|url|key|destroy" ;;
esac
