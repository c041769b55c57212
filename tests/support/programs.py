"""Programs of others that our files are held to: the machine's own, or those that scripts/programs.sh has fetched."""

from __future__ import annotations

import shutil

from bot.settings import ROOT

__all__ = ["program"]

FETCHED = ROOT / ".cache" / "programs"


def program(name: str) -> str | None:
    """Give where a program is; None where there is none."""
    places = (None, "/usr/sbin:/usr/local/sbin", str(FETCHED))
    return next(filter(None, (shutil.which(name, path=place) for place in places)), None)
