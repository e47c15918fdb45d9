#!/usr/bin/env bash
# hledger, the independent double-entry checker of the exported books.
#   hledger.sh install   installs it from the distribution when it is missing
#   hledger.sh path      prints where it is
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
  install)
    make_services_dir
    command -v hledger >/dev/null || apt_install hledger
    ;;
  path) command -v hledger ;;
  *) die "usage: hledger.sh install|path" ;;
esac
