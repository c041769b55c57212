#!/usr/bin/env bash
# Hold the fake Koha, and what we ask of it, to a Koha's own description: KOHA_OPENAPI=FILE, the answer of its /api/v1/.
# What does so (prism, 74 MB) is fetched for this alone, once, into .cache/prism.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${KOHA_OPENAPI:-}" ] || { echo "name the description of a Koha: KOHA_OPENAPI=FILE make koha-described" >&2; exit 2; }
here=tests/support/koha/prism
if ! cmp -s "$here/package-lock.json" .cache/prism/package-lock.json || [ ! -d .cache/prism/node_modules ]; then
  npm=npm
  npm --version >/dev/null 2>&1 || npm="$PWD/.cache/node/bin/npm"
  rm -rf .cache/prism
  mkdir -p .cache/prism
  cp "$here/package.json" .cache/prism/
  (cd .cache/prism && cp "../../$here/package-lock.json" . && "$npm" ci --silent --ignore-scripts --no-audit --no-fund) \
    || { rm -rf .cache/prism; echo "prism could not be fetched." >&2; exit 1; }
fi
exec .venv/bin/python -m pytest -q tests/library/koha/test_contract.py tests/library/koha/test_described.py \
  tests/library/port/test_koha.py -k "not TestKoha or TestKohaAsDescribed" "$@"
