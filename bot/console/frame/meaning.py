"""The intended intent in a form: chosen from a list, or typed in words of either language."""

from __future__ import annotations

import re

from bot.content.names import IntentNames
from language.normalise import fold
from protocol.values import LANGUAGES

__all__ = ["choices", "meant"]

_CODE = re.compile(r"\(([a-z][a-z0-9_]*)\)\s*$")


def choices(names: IntentNames, language: str) -> list[str]:
    """Give what a field offers while somebody types: the intent's name in both languages and its code."""
    other = "en" if language == "fa" else "fa"
    return [f"{words} · {names(name, other)} ({name})" for name, words in names.options(language)]


def meant(names: IntentNames, typed: str) -> str | None:
    """Read which intent was chosen: an offered line, a code, or a name in either language; None when it is none."""
    known = {name for name, _ in names.options("fa")}
    found = _CODE.search(typed)
    code = found.group(1) if found is not None else typed.strip()
    if code in known:
        return code
    wanted = fold(typed)
    if not wanted:
        return None
    by_name = [name for name in sorted(known) if wanted in (fold(names(name, "fa")), fold(names(name, "en")))]
    # The beginning of one name alone is enough too.
    by_start = [name for name in sorted(known) if any(fold(names(name, lang)).startswith(wanted) for lang in LANGUAGES)]
    for candidates in (by_name, by_start):
        if len(candidates) == 1:
            return candidates[0]
    return None
