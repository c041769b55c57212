"""Staff's copy of the content with a share of the training examples: a training of it is over in a moment."""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from pathlib import Path

from bot.content.project import BASE, copy_content
from bot.settings import ROOT
from language.normalise import fold
from protocol.home import Home

_EXAMPLE = re.compile(r"    - ")
# Of each block of examples so many stay in any case: an intent of two could not be told from another.
_LEAST = 4


def write_share(home: Path, one_of: int) -> float:
    """Make the copy with one of so many examples of each block; give how many times as many the project has."""
    content = Home(home).content
    copy_content(ROOT, content)
    before, after = 0, 0
    for file in sorted((content / "data" / "nlu").rglob("*.yml")):
        lines: list[str] = []
        for is_example, group in groupby(file.read_text(encoding="utf-8").splitlines(), _is_example):
            block = list(group)
            kept = _thinned(block, one_of) if is_example else block
            lines += kept
            if is_example:
                before, after = before + len(block), after + len(kept)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    copy_content(content, content / BASE)
    return before / after


def _is_example(line: str) -> bool:
    return _EXAMPLE.match(line) is not None


def _thinned(block: list[str], one_of: int) -> list[str]:
    # In the order in which a training takes the texts that it makes vectors of: those are kept already.
    chosen = sorted(block, key=lambda line: hashlib.sha256(fold(line[6:]).strip().encode()).digest())
    stay = set(chosen[: max(_LEAST, len(block) // one_of)])
    return [line for line in block if line in stay]
