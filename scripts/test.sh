#!/usr/bin/env bash
# All tests: the engine's own in its environment, then everything else. Extra words go to the second pytest.
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
.venv-engine/bin/python -m pytest -c engine/pytest.ini tests/engine
.venv-engine/bin/python -m pytest -c tests/unit/language/engine.ini tests/unit/language
.venv/bin/python -m pytest "$@"
