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
echo "all checks passed"
