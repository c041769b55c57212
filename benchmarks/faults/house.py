"""A made-up library for the storm: every patron has loans of their own to renew and titles of their own to reserve."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

__all__ = ["LOANS", "Reader", "readers", "write_library"]

LOANS = 3
RESERVABLE = 1
# Titles that patrons of the demonstration ask for: one of them is no part of another.
# And beyond those, titles that no patron of it asks for: any two differ in a word, those of one patron in both.
WORDS = (
    "Amber Bitter Crimson Distant Early Forgotten Gentle Hollow Ivory Jagged Kindled Lonely Marble Narrow Opal Pale "
    "Quiet Restless Silver Tangled Upper Violet Wandering Young"
).split()  # fmt: skip
PLACES = (
    "Archipelago Bakery Carousel Dovecote Estuary Foundry Granary Harbour Islet Junction Kiln Lighthouse Meadow "
    "Nursery Orchard Promenade Quarry Reservoir Steeple Tannery Underpass Viaduct Windmill Yard"
).split()  # fmt: skip
TITLES = ROOT / "deploy" / "demo" / "sources" / "titles_en.txt"


class Reader:
    """One card with the titles that its patron has out and may reserve."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.card = f"{30000000 + number}"
        self.pin = f"{5000 + number}"
        mine = _titles()[number * (LOANS + RESERVABLE) :]
        self.lent = mine[:LOANS]
        self.wanted = mine[LOANS : LOANS + RESERVABLE]


def readers(count: int) -> list[Reader]:
    """Make the patrons, each with titles of their own; raises ValueError when there are not titles enough."""
    if count * (LOANS + RESERVABLE) > len(_titles()):
        raise ValueError(f"there are titles for {len(_titles()) // (LOANS + RESERVABLE)} patrons")
    return [Reader(number) for number in range(count)]


def write_library(path: Path, count: int) -> list[Reader]:
    """Write a library file for so many patrons; give them."""
    people = readers(count)
    rule = {"category": "member", "type": "*", "loan_days": 14, "max_loans": 20, "max_renewals": 9, "max_holds": 20}
    rest = {"max_overdue_days_to_renew": 9, "fine_per_day": 0, "max_fines_to_renew": 1000, "hold_shelf_days": 3}
    hours = dict.fromkeys(("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"), "00:00-23:59")
    titles: list[dict[str, Any]] = []
    patrons = []
    for reader in people:
        for place, name in enumerate((*reader.lent, *reader.wanted)):
            identity = f"b{reader.number:03}{place:02}"
            copy = {"barcode": f"9{reader.number:03}{place:02}", "branch": "main", "type": "book"}
            titles.append({"id": identity, "title": name, "author": "Nobody", "language": "en", "copies": [copy]})
        loans = [{"barcode": f"9{reader.number:03}{place:02}", "loaned": "-7d", "due": "+7d"} for place in range(LOANS)]
        patrons.append(
            {"card": reader.card, "pin": reader.pin, "name": f"Patron {reader.number}", "language": "en",
             "category": "member", "home": "main", "registered": "-90d", "loans": loans}
        )  # fmt: skip
    # What may be reserved is out, with somebody who never writes.
    out = [
        {"barcode": f"9{reader.number:03}{place:02}", "loaned": "-7d", "due": "+7d"}
        for reader in people
        for place in range(LOANS, LOANS + RESERVABLE)
    ]
    patrons.append(
        {"card": "39999999", "pin": "9999", "name": "Nobody", "language": "en", "category": "member", "home": "main",
         "registered": "-90d", "loans": out}
    )  # fmt: skip
    library = {
        "library": {"name": {"fa": "کتابخانهٔ توفان", "en": "Storm Library"}},
        "fictional": True,
        "branches": [
            {"code": "main", "name": {"fa": "مرکزی", "en": "Central"}, "main": True,
             "hours": {"library": hours, "librarian": {"friday": "closed"}}}
        ],
        "loan_rules": [{**rule, **rest}],
        "titles": titles,
        "patrons": patrons,
    }  # fmt: skip
    path.write_text(yaml.safe_dump(library, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return people


@cache
def _titles() -> list[str]:
    lines = TITLES.read_text("utf-8").splitlines()
    named = [line.split("|")[0].strip() for line in lines if "|" in line and line[0] not in "#@"]
    folded = [name.casefold() for name in named]
    asked_for = [
        name
        for name, short in zip(named, folded, strict=True)
        if sum(short in other for other in folded) == 1
        and not any(other in short for other in folded if other != short)
    ]
    made_up = [
        f"The {WORDS[number % len(WORDS)]} {PLACES[(number + number // len(WORDS)) % len(PLACES)]}"
        for number in range(len(WORDS) * len(PLACES))
    ]
    return asked_for + made_up
