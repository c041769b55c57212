"""The blocks of commands on the administrator's page, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FLAGS", "PAGE", "PERSIAN_PAGE", "ROOT", "Block", "blocks"]

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "installing.md"
PERSIAN_PAGE = ROOT / "docs" / "fa" / "installing.md"
# network: it fetches packages, so it is run with the network of the machine outside. not-run: the page says why.
FLAGS = frozenset({"network", "not-run"})


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of shell commands: what stands behind its fence (a name, flags), the line it is in, its text."""

    name: str
    flags: frozenset[str]
    line: int
    text: str

    @property
    def is_run(self) -> bool:
        """Tell whether it can be run on a machine of its own."""
        return "not-run" not in self.flags


def blocks(page: Path = PAGE) -> list[Block]:
    """Give the page's blocks. Raises ValueError for one that has no name, or that is not fenced as `sh`."""
    found: list[Block] = []
    begun: tuple[int, str] | None = None
    inside: list[str] = []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith("```"):
            if begun is not None:
                inside.append(line)
            elif re.match(r"(?: {4}|\t)\S", line) or "~~~" in line:
                raise ValueError(f"{page.name}, line {number}: a block of commands is fenced by ```sh and its name")
        elif begun is None:
            begun, inside = (number, line[3:]), []
        else:
            words = begun[1].split()
            name, flags = (words[1], words[2:]) if len(words) > 1 else ("", [])
            if words[:1] != ["sh"] or not name or not FLAGS.issuperset(flags):
                raise ValueError(
                    f"{page.name}, line {begun[0]}: ```sh, a name and flags are expected, not {begun[1]!r}"
                )
            found.append(Block(name, frozenset(flags), begun[0], "\n".join(inside) + "\n"))
            begun = None
    if begun is not None:
        raise ValueError(f"{page.name}, line {begun[0]}: the block has no end")
    return found
