"""Patrons of the demo library with their loans, holds and fines."""

from __future__ import annotations

import random
from typing import Any

Row = dict[str, Any]

PAST_LOANS = 420
OLDER = 490


class Copies:
    """Which copies are still on the shelf."""

    def __init__(self, catalogue: list[Row]) -> None:
        self.by_title: dict[str, Row] = {}
        for row in catalogue:
            self.by_title.setdefault(row["title"], row)
        self._out: set[str] = set()

    def take(self, title: str, home: str | None) -> str:
        """Take a copy away, rather from the patron's own branch."""
        copies = [copy for copy in self.by_title[title]["copies"] if copy["barcode"] not in self._out]
        if not copies:
            raise SystemExit(f"no copy of {title} is left")
        chosen = min(copies, key=lambda copy: copy["branch"] != home)
        self._out.add(chosen["barcode"])
        return str(chosen["barcode"])

    def any(self, title: str) -> str:
        """Name a copy without taking it."""
        return str(self.by_title[title]["copies"][0]["barcode"])


def patrons(written: list[Row], copies: Copies) -> list[Row]:
    """Give loans, holds and fines their copies."""
    rows = []
    for person in written:
        home = person.get("home")
        lent: dict[str, str] = {}
        loans = []
        for loan in person.get("loans", ()):
            title = loan.pop("title")
            lent[title] = copies.any(title) if "returned" in loan else copies.take(title, home)
            loans.append({"barcode": lent[title], **loan})
        holds = []
        for hold in person.get("holds", ()):
            title = hold.pop("title")
            row = {"title": copies.by_title[title]["id"], **hold}
            if "status" in row:
                row["barcode"] = copies.take(title, None)
            holds.append(row)
        fines = [
            {**({"barcode": lent[fine.pop("title")]} if "title" in fine else {}), **fine}
            for fine in person.get("fines", ())
        ]
        parts = {"loans": loans, "holds": holds, "fines": fines}
        rows.append({**person, **{name: part for name, part in parts.items() if part}})
    return rows


def past_loans(chance: random.Random, catalogue: list[Row], people: list[Row]) -> None:
    """Add loans long returned, some titles far more often than others."""
    # Those of the newer sources have not been asked for yet.
    lendable = [row for row in catalogue[:OLDER] if row["copies"][0]["type"] not in ("reference", "dvd")]
    liked = {row["id"]: chance.paretovariate(1.2) for row in lendable}
    readers = [person for person in people if int(person["registered"].strip("-d")) > 120]
    for _ in range(PAST_LOANS):
        row = chance.choices(lendable, [liked[one["id"]] for one in lendable])[0]
        person = chance.choice(readers)
        back = chance.randint(20, int(person["registered"].strip("-d")) - 40)
        out = back + chance.randint(5, 14)
        person.setdefault("loans", []).append(
            {
                "barcode": chance.choice(row["copies"])["barcode"],
                "loaned": f"-{out}d",
                "due": f"-{out - 14}d",
                "returned": f"-{back}d",
            }
        )
