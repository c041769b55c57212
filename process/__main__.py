"""`python -m process MODULE …`: a quicker start of a process that is supervised (process.start)."""

from __future__ import annotations

import sys

from process.start import run

if __name__ == "__main__":
    run(sys.argv[1:])
