#!/usr/bin/env bash
# Format, lint, types, import contracts and texts: what must hold before anything is merged.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/ruff format --check --quiet . || { echo "some files are not formatted; run: make format"; exit 1; }
.venv/bin/ruff check --quiet .
.venv/bin/mypy
.venv-engine/bin/python -m mypy --config-file engine/mypy.ini -p engine
.venv/bin/lint-imports --no-cache
.venv/bin/python -m bot.texts check
# A name that has moved is missed by no test until it is run, which takes a quarter of an hour.
.venv/bin/python -m pytest --collect-only -q >/dev/null || { echo "some tests cannot be imported; run: .venv/bin/python -m pytest --collect-only -q"; exit 1; }
echo "all checks passed"
