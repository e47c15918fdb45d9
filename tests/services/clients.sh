#!/usr/bin/env bash
# The vendors' own and third-party clients that the simulators are proven with (tests/clients).
#   clients.sh install   installs npm when it is missing, and the packages of the lock file, among
#                        them the Node.js that runs them: a distribution's may be too old
#   clients.sh path      prints the folder that holds node_modules
#   clients.sh node      prints where that Node.js is
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/common.sh"

clients=$services_dir/clients
listed=$here/../clients

install() {
  make_services_dir
  command -v node >/dev/null && command -v npm >/dev/null || apt_install nodejs npm
  # The lock file is put beside the packages last: where it is the same, they are complete.
  cmp -s "$listed/package-lock.json" "$clients/installed.json" && return 0
  rm -rf "$clients"
  mkdir -p "$clients"
  cp "$listed/package.json" "$listed/package-lock.json" "$clients"
  npm ci --loglevel=error --prefix "$clients" --ignore-scripts --no-audit --no-fund
  cp "$listed/package-lock.json" "$clients/installed.json"
}

case "${1:-}" in
  install) install ;;
  node) echo "$clients"/node_modules/node-linux-*/bin/node ;;
  path) echo "$clients" ;;
  destroy) rm -rf "$clients" ;;
  *) die "usage: clients.sh install|path|node|destroy" ;;
esac
