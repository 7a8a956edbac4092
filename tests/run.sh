#!/usr/bin/env bash
# Runs all tests: 'tests/run.sh' the fast tier, 'tests/run.sh --long [SHARD]' the long one. Starts a PostgreSQL of its own on loopback, installs PostgreSQL,
# openssh-server and chromium from Debian when they are missing and this is root, and says what it had to skip.
set -euo pipefail
cd "$(dirname "$0")/.."

tier=fast; shard=""
if [ "${1:-}" = "--long" ]; then tier=long; shard="${2:-}"; shift; [ -n "$shard" ] && shift; fi
[ $# -eq 0 ] || { echo "usage: tests/run.sh [--long [SHARD]]" >&2; exit 2; }

work=$(mktemp -d /tmp/creditbridge-tests.XXXXXX)
skipped=()
pg_bin=""
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
finish() {
  [ -n "$pg_bin" ] && [ -d "$work/pg" ] && as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT

find_pg() { pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true); [ -x "$pg_bin/initdb" ] || pg_bin=""; }
install() { # install PACKAGE…
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "Installing $* from Debian …"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log"; return 1; }
}

find_pg
[ -n "$pg_bin" ] || { install postgresql || true; find_pg; }
if [ -n "$pg_bin" ]; then
  chmod 755 "$work"; mkdir "$work/pg"
  [ "$(id -u)" = 0 ] && chown postgres "$work/pg"
  port=$(python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])' 2>/dev/null || echo $((20000 + RANDOM % 20000)))
  as_postgres "$pg_bin/initdb" -D "$work/pg" -U creditbridge -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  # A test database is thrown away: it needs no durability.
  as_postgres "$pg_bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" -o "-h 127.0.0.1 -p $port -k '' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" start >/dev/null
  export CREDITBRIDGE_TEST_POSTGRESQL="Host=127.0.0.1;Port=$port;Username=creditbridge"
else
  skipped+=("PostgreSQL is not installed and could not be: its tests are inconclusive")
fi
[ -n "${CREDITBRIDGE_TEST_SQLSERVER:-}" ] || skipped+=("no SQL Server (CREDITBRIDGE_TEST_SQLSERVER is not set): its script is parsed instead")
[ -x /usr/sbin/sshd ] || install openssh-server || skipped+=("openssh-server is not installed and could not be: the tests of SFTP are inconclusive")
command -v chromium >/dev/null || install chromium || skipped+=("chromium is not installed and could not be: browser tests are inconclusive")

dotnet build CreditBridge.sln -nologo -v q -clp:ErrorsOnly
passed=0; failed=0; inconclusive=0
run() { # run PROJECT FILTER
  local log="$work/$1.log" code=0
  "tests/$1/bin/Debug/net10.0/$1" --progress off --no-ansi --filter "$2" >"$log" 2>&1 || code=$?
  grep -vE '^\s*$' "$log" | tail -n 400
  # 8: no test matched the filter.
  if [ "$code" != 0 ] && [ "$code" != 8 ] && [ "$code" != 2 ]; then failed=$((failed + 1)); echo "$1 ended with exit code $code"; fi
  passed=$((passed + $(sed -nE 's/^ *succeeded: ([0-9]+).*/\1/p' "$log" | tail -n 1 | grep . || echo 0)))
  failed=$((failed + $(sed -nE 's/^ *failed: ([0-9]+).*/\1/p' "$log" | tail -n 1 | grep . || echo 0)))
  inconclusive=$((inconclusive + $(sed -nE 's/^ *skipped: ([0-9]+).*/\1/p' "$log" | tail -n 1 | grep . || echo 0)))
}
if [ "$tier" = fast ]; then filter='TestCategory!=Long'; else filter="TestCategory=Long${shard:+&TestCategory=Shard$shard}"; fi
run CreditBridge.Tests "$filter"
run CreditBridge.BrowserTests "$filter"

for line in "${skipped[@]}"; do echo "Skipped: $line"; done
echo "$passed passed, $failed failed, $inconclusive skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
