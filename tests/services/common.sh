# Shared by the scripts in this directory; source it, do not run it.
#
# Everything these scripts create lives under one directory, so that deleting it undoes them:
#   TIEOUT_SERVICES_DIR   default ${TMPDIR:-/tmp}/tieout-services-<user id>

services_dir=${TIEOUT_SERVICES_DIR:-${TMPDIR:-/tmp}/tieout-services-$(id -u)}
services_logs=$services_dir/logs

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# Made readable for all: PostgreSQL refuses to run as root, so as root another user works in it.
make_services_dir() {
  mkdir -p "$services_logs"
  chmod 755 "$services_dir"
}

# step LABEL LOG COMMAND...: one line with the elapsed seconds; what COMMAND prints goes to LOG.
# COMMAND must be a program, not a function: errexit is off inside a condition.
step() {
  local label=$1 log=$2 started=$EPOCHREALTIME
  shift 2
  mkdir -p "$(dirname "$log")"
  printf '  %-46s' "$label" >&2
  if "$@" >"$log" 2>&1 </dev/null; then
    say "$(seconds_since "$started") s"
  else
    say "failed after $(seconds_since "$started") s"
    say ""
    tail -n 40 "$log" | sed 's/^/    /' >&2
    say ""
    say "  The whole output is in $log"
    return 1
  fi
}

seconds_since() {
  local micros=$((${EPOCHREALTIME/[.,]/} - ${1/[.,]/}))
  printf '%4d.%d' $((micros / 1000000)) $((micros / 100000 % 10))
}

is_installed() {
  local package
  for package in "$@"; do
    case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
      "install ok installed") ;;
      *) return 1 ;;
    esac
  done
}

# apt_install PACKAGE...: does nothing when all of them are there.
apt_install() {
  command -v dpkg-query >/dev/null && is_installed "$@" && return 0
  local sudo=()
  command -v apt-get >/dev/null || die "$(cannot_install "this system has no apt-get" "$@")"
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null ||
      die "$(cannot_install "you are not root, and sudo would ask for a password" "$@")"
    sudo=(sudo -n DEBIAN_FRONTEND=noninteractive)
  fi
  export DEBIAN_FRONTEND=noninteractive
  local options=(-q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  refresh_package_lists
  "${sudo[@]}" apt-get "${options[@]}" install -y --no-install-recommends "$@" ||
    die "$(cannot_install "apt-get failed, see above" "$@")"
}

# The lists have a lock of their own that apt does not wait for. Old lists may still do, so a
# failure here is not the end.
refresh_package_lists() {
  local stamp=$services_dir/package-lists-refreshed
  [ -z "$(find "$stamp" -mmin -10 2>/dev/null)" ] || return 0
  local attempt
  for attempt in 1 2 3 4 5; do
    if "${sudo[@]}" apt-get "${options[@]}" update; then
      touch "$stamp"
      return 0
    fi
    say "apt-get update failed (attempt $attempt of 5)."
    [ "$attempt" = 5 ] || sleep 5
  done
}

cannot_install() {
  local reason=$1
  shift
  cat <<MESSAGE
These packages are missing and could not be installed: $*
Reason: $reason.
Do one of these:
  - run as root (Debian 12):  apt-get update && apt-get install --no-install-recommends $*
  - run ./test --no-services  to leave out the suites that need PostgreSQL, Tryton, hledger, Redmine or Node.js
MESSAGE
}
