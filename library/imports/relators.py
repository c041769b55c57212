"""Who made a title, and what each did, as MARC's relators say; the names as the catalogue shows them."""

from __future__ import annotations

from collections.abc import Collection

from language.normalise import fold
from language.scripts import is_latin

__all__ = ["part_of", "shown_names"]

# Relators, as codes ($4) and as words ($e).
_RELATORS = {
    "translated": (("trl",), ("translat", "مترجم", "ترجمه")),
    "illustrated": (("ill",), ("illustrat", "تصویرگر")),
    "edited": (("edt", "com"), ("editor", "edited", "compil", "ویراستار", "گردآورنده", "مصحح", "به کوشش")),
    # By whom a title is not looked for.
    None: (
        ("dnr", "fmo", "prt", "pbl", "dst", "act", "pro"),
        (
            "donor",
            "former owner",
            "printer",
            "publish",
            "distribut",
            "actor",
            "production",
            "producer",
            "film producer",
        ),
    ),
}


def part_of(codes: Collection[str], said: str) -> str | None:
    """Tell by relators what somebody did, as MARC's codes or in words; "" where nothing of it is known."""
    said = said.casefold()
    if not (codes or said):
        return ""
    return next(
        (
            part
            for part, (known, words) in _RELATORS.items()
            if not set(known).isdisjoint(codes) or said.startswith(words)
        ),
        "",
    )


def shown_names(told: dict[str, list[str]]) -> str | None:
    """Write names as the catalogue shows them: authors, then who helped, in the language of the names."""
    first = next((name for names in told.values() for name in names), "")
    persian = not all(map(is_latin, fold(first).split()[:1]))
    mark, comma = ("؛ ", "، ") if persian else ("; ", ", ")
    words = (
        {"edited": "به کوشش ", "translated": "ترجمهٔ ", "illustrated": "تصویرگر: "}
        if persian
        else {"edited": "edited by ", "translated": "translated by ", "illustrated": "illustrated by "}
    )
    parts = [f"{words.get(part, '')}{comma.join(names)}" for part, names in told.items() if names]
    return mark.join(parts) or None
