#!/usr/bin/env bash
# Installs and starts what the test suites need: PostgreSQL, Tryton, hledger, Redmine, and the
# Node.js clients of the vendors.
#   eval "$(tests/services/ensure.sh)"   for a shell of your own; run `dotnet test` after it
#   tests/services/ensure.sh stop        stops what is running, unless a test run still uses it
#   tests/services/ensure.sh env         prints the variables without starting anything
#   tests/services/ensure.sh destroy     stops everything and deletes the caches
# Standard output is nothing but lines for eval; progress goes to standard error.
# The variables:
#   TIEOUT_TEST_POSTGRES       Npgsql connection string of a superuser; make databases of your own
#   TIEOUT_TEST_TRYTON         base URL of the Tryton server
#   TIEOUT_TEST_TRYTON_SCRIPT  tryton.sh: `clone NAME` before a test, `drop NAME` after it
#   TIEOUT_TEST_TRYTON_SEED    JSON file with the ids that every fresh copy contains
#   TIEOUT_TEST_HLEDGER        the hledger program
#   TIEOUT_TEST_REDMINE        base URL of the Redmine server
#   TIEOUT_TEST_REDMINE_KEY    API key of its administrator
#   TIEOUT_TEST_CLIENTS        folder with the node_modules of tests/clients
#   TIEOUT_TEST_NODE           the Node.js program that runs them
# ./test sets TIEOUT_SERVICES_USER to its process id, so that of two runs at the same time the
# one that ends first does not take the services away from the other.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/common.sh"

users=$services_dir/users

# Held while starting and stopping, so that two runs do not install or stop at the same time.
lock() {
  make_services_dir
  mkdir -p "$users"
  exec 9>"$services_dir/lock"
  flock -w 900 9 || die "Another run has been starting or stopping the services for 15 minutes."
}

forget_dead_users() {
  local user
  for user in "$users"/*; do
    case ${user##*/} in
      '*' | shell) ;;
      *) grep -qs test "/proc/${user##*/}/cmdline" || rm -f "$user" ;;
    esac
  done
}

install_and_start() {
  local service
  for service in postgres tryton hledger redmine clients; do
    step "install $service (if missing)" "$services_logs/$service-install.log" \
      "$here/$service.sh" install || give_up
  done
  step "start PostgreSQL" "$services_logs/postgres-up.log" "$here/postgres.sh" up || give_up
  step "prepare Tryton (half a minute the first time)" "$services_logs/tryton-prepare.log" \
    "$here/tryton.sh" prepare || give_up
  step "start Tryton" "$services_logs/tryton-up.log" "$here/tryton.sh" up || give_up
  step "prepare Redmine (half a minute the first time)" "$services_logs/redmine-prepare.log" \
    "$here/redmine.sh" prepare || give_up
  step "start Redmine" "$services_logs/redmine-up.log" "$here/redmine.sh" up || give_up
}

give_up() {
  say "  ./test --no-services leaves out the suites that need PostgreSQL, Tryton, hledger, Redmine or Node.js."
  rm -f "$users/${TIEOUT_SERVICES_USER:-shell}"
  exit 1
}

print_variables() {
  print_variable TIEOUT_TEST_POSTGRES "$("$here/postgres.sh" url)"
  print_variable TIEOUT_TEST_TRYTON "$("$here/tryton.sh" url)"
  print_variable TIEOUT_TEST_TRYTON_SCRIPT "$here/tryton.sh"
  print_variable TIEOUT_TEST_TRYTON_SEED "$("$here/tryton.sh" seed)"
  print_variable TIEOUT_TEST_HLEDGER "$("$here/hledger.sh" path)"
  print_variable TIEOUT_TEST_REDMINE "$("$here/redmine.sh" url)"
  print_variable TIEOUT_TEST_REDMINE_KEY "$("$here/redmine.sh" key)"
  print_variable TIEOUT_TEST_CLIENTS "$("$here/clients.sh" path)"
  print_variable TIEOUT_TEST_NODE "$("$here/clients.sh" node)"
  # So that tryton.sh finds the same databases when a test calls it.
  print_variable TIEOUT_SERVICES_DIR "$services_dir"
}

print_variable() { echo "export $1=${2@Q}"; }

stop_unless_used() {
  rm -f "$users/${TIEOUT_SERVICES_USER:-shell}"
  forget_dead_users
  local others
  others=$(ls "$users")
  if [ -n "$others" ]; then
    say "  services left running, still used by:" $others \
      "(a number is a ./test run; shell: tests/services/ensure.sh stop)"
    return 0
  fi
  "$here/tryton.sh" down
  TRYTON_BACKEND=postgresql "$here/tryton.sh" down
  "$here/postgres.sh" down
  "$here/redmine.sh" down
}

case "${1:-up}" in
  up)
    lock
    : >"$users/${TIEOUT_SERVICES_USER:-shell}"
    install_and_start
    print_variables
    ;;
  env) print_variables ;;
  stop)
    [ -d "$services_dir" ] || exit 0
    lock
    stop_unless_used
    ;;
  destroy)
    lock
    TRYTON_BACKEND=postgresql "$here/tryton.sh" destroy
    TRYTON_BACKEND=sqlite "$here/tryton.sh" destroy
    "$here/postgres.sh" destroy
    "$here/redmine.sh" destroy
    "$here/clients.sh" destroy
    # By name: the directory is the caller's choice and may hold more than ours.
    rm -rf "$services_logs" "$users" "$services_dir/lock" "$services_dir/package-lists-refreshed"
    rmdir "$services_dir" 2>/dev/null || say "Left in $services_dir: $(ls -A "$services_dir")"
    ;;
  *) die "usage: ensure.sh [up|stop|env|destroy]" ;;
esac
