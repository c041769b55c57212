"""`python -m process MODULE …`: starts a supervised process with a quicker start-up (process.start)."""

from __future__ import annotations

import sys

from process.start import run

if __name__ == "__main__":
    run(sys.argv[1:])
