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

# Lanes side by side take one piece after the other, the long ones first: all end at about the same time. There is one
# more than there are processors: what waits for another process, or for time to pass, needs none.
logs=$(mktemp -d)
folders+=("$logs")
of_their_own=(tests/system tests/dialogue tests/browser tests/bot tests/crm tests/library)
tests() { .venv/bin/python -m pytest --durations=20 "$@"; }
of_the_engine() { .venv-engine/bin/python -m pytest --durations=20 "$@"; }
piece() {
  case $1 in
    system) tests tests/system ;;
    dialogue) tests tests/dialogue ;;
    browser) tests tests/browser --ignore=tests/browser/console ;;
    pages) tests tests/browser/console ;;
    console) tests tests/bot/console ;;
    bot) tests tests/bot --ignore=tests/bot/console ;;
    store) tests tests/crm tests/library ;;
    # What is in no piece of its own, a folder of tomorrow too.
    rest) tests "${of_their_own[@]/#/--ignore=}" ;;
    engine) of_the_engine -c engine/pytest.ini tests/engine ;;
    language) of_the_engine -c tests/language/engine.ini tests/language tests/protocol ;;
  esac
}
TIMEFORMAT='%R %U %S'
lane() {
  for name in system browser bot pages console engine store rest dialogue language; do
    mkdir "$logs/$name.taken" 2>/dev/null || continue # another lane has it
    { time piece "$name" >"$logs/$name" 2>&1 || touch "$logs/$name.failed"; } 2>"$logs/$name.used"
    awk -v name="$name" '{printf "%-9s %5.0f seconds, %5.0f of a processor\n", name, $1, $2 + $3}' "$logs/$name.used" \
      >"$logs/$name.took"
    { echo "=== $(cat "$logs/$name.took")"; cat "$logs/$name"; } >"$logs/$name.told"
    cat "$logs/$name.told"
  done
}
for _ in $(seq "$(nproc)"); do lane & done
lane
wait
echo "=== the slowest twenty"
grep -hE '^ *[0-9.]+s (call|setup|teardown) ' "$logs"/*.told | sort -rn | head -20
echo "=== all, ${SECONDS} seconds"
sort -k2 -rn "$logs"/*.took
failed=$(cd "$logs" && ls -d ./*.failed 2>/dev/null) || true
[ -z "$failed" ] || { echo "failed: $failed"; exit 1; }
