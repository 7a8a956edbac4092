#!/usr/bin/env bash
# Takes away, one at a time and in a copy, what keeps credit from being posted twice: the unique key, the fence, the look-ups. At least one test must be red each time, else the tests
# that speak for posting say nothing. Ends 0 when each bite was felt.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

copy=$(mktemp -d /tmp/creditbridge-bite.XXXXXX)
trap 'rm -rf "$copy"' EXIT
{ git archive HEAD 2>/dev/null || tar c --exclude=bin --exclude=obj --exclude=.git .; } | tar x -C "$copy"
cd "$copy"
unfelt=0

edit() { # edit FILE FROM TO: exactly one place, or it is no check
  python3 - "$@" <<'PY'
import sys
path, old, new = sys.argv[1:]
text = open(path).read()
if text.count(old) != 1:
    sys.exit(f"{path} has {text.count(old)} places like '{old}': this check must be written anew.")
open(path, 'w').write(text.replace(old, new))
PY
}
key="FullyQualifiedName~PostingKeyTests"
fence="FullyQualifiedName~Tests.Grants.PostingTests|FullyQualifiedName~TwoWorkersTests"
look="FullyQualifiedName~PostingSweepTests|FullyQualifiedName~PostingCodesTests"
red=0
run() { # run FILTER: builds, and counts the red tests
  # Code that is not reached any more is no mistake here.
  dotnet build tests/CreditBridge.Tests -v q -clp:ErrorsOnly -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false >"$copy/build.log" 2>&1 || { tail -n 5 "$copy/build.log"; echo "It does not build."; exit 2; }
  tests/CreditBridge.Tests/bin/Debug/net10.0/CreditBridge.Tests --progress off --no-ansi --filter "($1)&TestCategory!=Long" >"$copy/test.log" 2>&1 || true
  red=$(sed -nE 's/^ *failed: ([0-9]+).*/\1/p' "$copy/test.log" | tail -n 1)
  [ -n "$red" ] || { tail -n 5 "$copy/test.log"; echo "No test ran."; exit 2; }
  sed -nE 's/^failed (.*) \(.*/  \1/p' "$copy/test.log" | sort -u | head -n 5
}
bite() { # bite WHAT FILTER FILE FROM TO
  local what=$1 filter=$2 file=$3; shift 2
  cp "$file" "$copy/kept"
  edit "$@"
  run "$filter"
  echo "without $what: $red red"
  [ "$red" -gt 0 ] || unfelt=$((unfelt + 1))
  cp "$copy/kept" "$file"
}

run "$key|$fence|$look"
[ "$red" = 0 ] || { echo "They are red before anything is taken away."; exit 2; }
echo "whole: 0 red"
bite "the unique key" "$key" src/CreditBridge.Core/Data/Migrations/Sqlite/20261124081150_Initial.cs \
  $'name: "IX_GrantLines_Key",\n                table: "GrantLines",\n                column: "Key",\n                unique: true' $'name: "IX_GrantLines_Key",\n                table: "GrantLines",\n                column: "Key",\n                unique: false'
bite "the fence" "$fence" src/CreditBridge.Core/Grants/Posting.cs "if (fence != Fence)" "if (fence < 0)"
bite "the look-up before a send" "$look" src/CreditBridge.Jobs/StudentSystem/PostingSweep.cs \
  $'if (adapter.Capabilities.CanLookUp)\n                found =' $'if (!adapter.Capabilities.CanLookUp)\n                found ='
bite "the second look-up of what is unknown" "$look" src/CreditBridge.Core/Grants/Posting.cs \
  "if (NotFoundAt is { } first && at - first >= settling && at - UnknownSinceAt >= settling)" "if (NotFoundAt is null || NotFoundAt is not null)"
[ "$unfelt" = 0 ]
