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

# Two lanes side by side take one piece after the other, the long ones first: both end at about the same time.
logs=$(mktemp -d)
folders+=("$logs")
of_their_own=(tests/system tests/dialogue tests/bot/console tests/browser tests/crm tests/library)
piece() {
  case $1 in
    system) .venv/bin/python -m pytest --durations=20 tests/system tests/dialogue ;;
    # What is in no piece of its own, a folder of tomorrow too.
    rest) .venv/bin/python -m pytest --durations=20 "${of_their_own[@]/#/--ignore=}" ;;
    browser) .venv/bin/python -m pytest --durations=20 tests/browser ;;
    console) .venv/bin/python -m pytest --durations=20 tests/bot/console ;;
    store) .venv/bin/python -m pytest --durations=20 tests/crm tests/library ;;
    engine) .venv-engine/bin/python -m pytest -c engine/pytest.ini --durations=20 tests/engine ;;
    language) .venv-engine/bin/python -m pytest -c tests/language/engine.ini --durations=20 tests/language tests/protocol ;;
  esac
}
lane() {
  for name in system rest browser engine store console language; do
    mkdir "$logs/$name.taken" 2>/dev/null || continue # the other lane has it
    began=$SECONDS
    piece "$name" >"$logs/$name" 2>&1 || touch "$logs/$name.failed"
    {
      echo "=== $name, $((SECONDS - began)) seconds"
      cat "$logs/$name"
    } >"$logs/$name.told"
    cat "$logs/$name.told"
  done
}
lane &
lane
wait
failed=$(cd "$logs" && ls -d ./*.failed 2>/dev/null) || true
[ -z "$failed" ] || { echo "failed: $failed"; exit 1; }
