#!/usr/bin/env bash
# All tests: the engine's own in its environment, and everything else. Given words, pytest with them alone.
set -eu
cd "$(dirname "$0")/.."
# Chromium without windows does the same with a fifth of the work; an ordinary one will do.
there() { for name in "$@"; do command -v "$name" >/dev/null 2>&1 && return; done; return 1; }
if ! there chromium-headless-shell chrome-headless-shell && [ "$(id -u)" = 0 ] && there apt-get; then
  echo "installing chromium for the browser tests …"
  { apt-get update -qq && apt-get install -y -qq chromium-headless-shell; } >/dev/null 2>&1 ||
    there chromium google-chrome || apt-get install -y -qq chromium >/dev/null || true
fi
there chromium-headless-shell chrome-headless-shell chromium chromium-browser google-chrome ||
  echo "no chromium was found: the browser tests will be skipped; install it to run them."
scripts/programs.sh
scripts/redis-and-promtool.sh
export PATH="$PATH:$PWD/.cache/programs"
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
# Pytest rewrites what it imports (tests, and its plugins): where Python is told to write no bytecode, as in containers,
# each of its processes would do so anew.
unset PYTHONDONTWRITEBYTECODE
# As our processes run (process/start.py): on busy processors the threads of a product wait for each other.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
if [ $# -gt 0 ]; then
  .venv/bin/ketabyar train
  .venv/bin/python -m pytest "$@"
  exit
fi

# Lanes side by side take one piece after the other, the long ones first: all end at about the same time. There are two
# more than there are processors: what waits for another process, or for time to pass, needs none; with three more, what
# is answered within a time is not always answered.
logs=$(mktemp -d)
folders+=("$logs")
# What every piece needs (begun stores, the files of a database) is made by the first one that asks for it.
MADE_ONCE_FOR_TESTS=$(mktemp -d)
export MADE_ONCE_FOR_TESTS
folders+=("$MADE_ONCE_FOR_TESTS")
# The model is trained meanwhile, and only those who talk with a system wait for it.
{ .venv/bin/ketabyar train || touch "$logs/model.failed"; touch "$logs/model.there"; } >"$logs/model" 2>&1 &
trained() {
  until [ -e "$logs/model.there" ]; do sleep 0.2; done
  [ ! -e "$logs/model.failed" ] || { cat "$logs/model"; return 1; }
}
# Where tests share an event loop, a connection to PostgreSQL serves one after the other (tests/support/kept_engines.py).
one_loop="-o asyncio_default_test_loop_scope=session -o asyncio_default_fixture_loop_scope=session"
publish=tests/system/test_publish.py
starts=(tests/system/test_backup.py tests/system/test_supervisor.py tests/system/test_telegram.py)
of_their_own=(tests/system tests/dialogue tests/browser tests/bot tests/crm tests/library tests/actions)
# What failed is kept apart for each piece: the lanes would overwrite one another's.
options() { echo "--durations=20 -o cache_dir=$logs/$name.cache ${again-}"; }
# shellcheck disable=SC2046
tests() { .venv/bin/python -m pytest $(options) "$@"; }
# shellcheck disable=SC2046
of_the_engine() { .venv-engine/bin/python -m pytest $(options) "$@"; }
piece() {
  case $1 in
    publish) trained && tests "$publish" ;;
    starts) trained && tests "${starts[@]}" ;;
    system) trained && tests tests/system --ignore="$publish" "${starts[@]/#/--ignore=}" ;;
    dialogue) trained && tests tests/dialogue ;;
    browser) trained && tests tests/browser --ignore=tests/browser/console ;;
    pages) tests tests/browser/console ;;
    console) tests tests/bot/console ;;
    # Trainings give way to everything else: what follows one would wait for it.
    models) tests tests/bot/models ;;
    bot) tests tests/bot --ignore=tests/bot/console --ignore=tests/bot/models ;;
    # shellcheck disable=SC2086
    store) tests $one_loop tests/crm --ignore=tests/crm/notices --ignore=tests/crm/people ;;
    # shellcheck disable=SC2086
    patrons) tests $one_loop tests/crm/notices tests/crm/people ;;
    # shellcheck disable=SC2086
    library) tests $one_loop tests/library ;;
    # shellcheck disable=SC2086
    actions) tests $one_loop tests/actions ;;
    # What is in no piece of its own, a folder of tomorrow too.
    rest) trained && tests "${of_their_own[@]/#/--ignore=}" ;;
    engine) trained && of_the_engine -c engine/pytest.ini tests/engine ;;
    language) of_the_engine -c tests/language/engine.ini tests/language tests/protocol ;;
  esac
}
TIMEFORMAT='%R %U %S'
lane() {
  for name in actions store patrons pages bot console library browser rest system starts dialogue publish engine models language; do
    mkdir "$logs/$name.taken" 2>/dev/null || continue # another lane has it
    { time piece "$name" >"$logs/$name" 2>&1 || touch "$logs/$name.failed"; } 2>"$logs/$name.used"
    awk -v name="$name" '{printf "%-9s %5.0f seconds, %5.0f of a processor\n", name, $1, $2 + $3}' "$logs/$name.used" \
      >"$logs/$name.took"
    { echo "=== $(cat "$logs/$name.took")"; cat "$logs/$name"; } >"$logs/$name.told"
    cat "$logs/$name.told"
  done
}
# Each a shell of its own, the last one too: `time` counts all that a shell has waited for. Who is in the background hears
# no Ctrl-C.
stop() {
  for each in $(jobs -p); do kill "$each" $(pgrep -P "$each") 2>/dev/null || true; done
  exit 130
}
trap stop INT TERM
for _ in $(seq $(($(nproc --all) + 1))); do lane & done
(lane)
wait
echo "=== the slowest twenty"
grep -hE '^ *[0-9.]+s (call|setup|teardown) ' "$logs"/*.told | sort -rn | head -20
echo "=== all, ${SECONDS} seconds"
sort -k2 -rn "$logs"/*.took
failed=$(cd "$logs" && ls *.failed 2>/dev/null) || true
[ -n "$failed" ] || exit 0
# A few that failed beside everything else run once more with the machine to themselves, and all are named: what passes
# then is a test that waits for too little, to be mended, and no fault of the product. Many are a fault.
again="--last-failed"
listed() { grep -o '^ *"[^"]*": true' "$logs/$name.cache/v/cache/lastfailed" 2>/dev/null | sed 's/^ *"//; s/": true$//'; }
for file in $failed; do
  name=${file%.failed}
  those=$(listed)
  count=$(grep -c . <<<"$those" || true)
  echo "=== failed in $name: ${those:-all of it}"
  [ "$count" -ge 1 ] && [ "$count" -le 5 ] || continue
  if piece "$name" >"$logs/$name.again" 2>&1; then
    rm "$logs/$file"
    echo "=== passed alone, and is unsteady: $those"
  else
    cat "$logs/$name.again"
  fi
done
failed=$(cd "$logs" && ls *.failed 2>/dev/null) || true
[ -z "$failed" ] || { echo "failed:" $failed; exit 1; }
