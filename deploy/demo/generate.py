"""Write the demo library, library.yml, from the hand-written sources beside it; the same every time."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
# Beside this file, wherever it is run from.
from closings import closings  # noqa: E402
from facts import facts  # noqa: E402
from patrons import Copies, past_loans, patrons  # noqa: E402
from titles import SEED, titles  # noqa: E402

SOURCES = HERE / "sources"

Row = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Write small things in one line, so that a person can read the file."""


def _represent(dumper: yaml.SafeDumper, value: Row) -> yaml.MappingNode:
    flat = all(not isinstance(part, (dict, list)) for part in value.values()) and len(str(value)) < 170
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=flat)


def _represent_list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    flat = all(isinstance(part, (str, int)) for part in value) and len(str(value)) < 170
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flat)


_Dumper.add_representer(dict, _represent)
_Dumper.add_representer(list, _represent_list)


def main() -> None:
    """Write library.yml."""
    chance = random.Random(SEED)
    house = yaml.safe_load((SOURCES / "house.yml").read_text(encoding="utf-8"))
    written = yaml.safe_load((SOURCES / "patrons.yml").read_text(encoding="utf-8"))
    catalogue = titles(chance, set(written["scarce"]))
    people = patrons(written["patrons"], Copies(catalogue))
    past_loans(chance, catalogue, people)
    library = {
        "library": house["library"],
        "fictional": True,
        "branches": house["branches"],
        "closings": closings(),
        "loan_rules": house["loan_rules"],
        "facts": facts(),
        "events": house["events"],
        "patrons": people,
        "staff": house["staff"],
        "canned": house["canned"],
        "titles": catalogue,
    }
    text = yaml.dump(library, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)
    note = "# Made by generate.py from sources/: change those and run it again. The format: docs/seed-format.md\n"
    (HERE / "library.yml").write_text(note + text, encoding="utf-8")


if __name__ == "__main__":
    main()
