#!/usr/bin/env bash
# All tests: the engine's own in its environment, and everything else. Given words, pytest with them alone.
set -eu
cd "$(dirname "$0")/.."
if ! command -v chromium >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium for the browser tests …"
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null
  else
    echo "no chromium was found: the browser tests will be skipped; install it to run them."
  fi
fi
.venv/bin/ketabyar train

# Databases, browsers and systems come and go by the hundred: where there is memory to spare, their files live there.
folders=()
trap 'rm -rf ${folders[@]+"${folders[@]}"}' EXIT
spare() { [ "$(awk '/^MemAvailable/ {print $2}' /proc/meminfo)" -gt 12000000 ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 {print $4}')" -gt 8000000 ]; }
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && spare; then
  TMPDIR=$(mktemp -d /dev/shm/ketabyar-tests.XXXXXX)
  chmod 755 "$TMPDIR" # PostgreSQL runs as another user
  export TMPDIR
  folders+=("$TMPDIR")
fi
if [ $# -gt 0 ]; then
  .venv/bin/python -m pytest "$@"
  exit
fi

# Two lanes side by side: most of the time a test waits for a process, a page or a clock.
logs=$(mktemp -d)
folders+=("$logs")
(
  failed=0
  .venv-engine/bin/python -m pytest -c engine/pytest.ini --durations=20 tests/engine || failed=1
  .venv-engine/bin/python -m pytest -c tests/language/engine.ini tests/language tests/protocol || failed=1
  .venv/bin/python -m pytest --durations=20 tests/bot/console tests/browser || failed=1
  exit "$failed"
) >"$logs/first" 2>&1 &
first=$!
second_failed=0
.venv/bin/python -m pytest --durations=20 --ignore=tests/bot/console --ignore=tests/browser || second_failed=1
first_failed=0
wait "$first" || first_failed=1
cat "$logs/first"
[ "$first_failed" = 0 ] && [ "$second_failed" = 0 ]
