#!/usr/bin/env bash
# A real Redmine and a real Tryton for `tieout demo --scenario redmine-to-tryton`:
#   eval "$(tests/services/rehearsal.sh)"
# installs and starts both, and makes a database of Tryton that no hub has written to.
# Standard output is nothing but lines for eval; progress goes to standard error.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
eval "$("$here/ensure.sh")"
database=rehearsal_$(date +%s%N)
"$TIEOUT_TEST_TRYTON_SCRIPT" clone "$database" >&2
cat <<LINES
export TIEOUT_DEMO_REDMINE=$TIEOUT_TEST_REDMINE
export REDMINE_KEY=$TIEOUT_TEST_REDMINE_KEY
export TIEOUT_DEMO_TRYTON=$TIEOUT_TEST_TRYTON/$database
export TRYTON_PASSWORD='hub-Passw0rd!'
LINES
