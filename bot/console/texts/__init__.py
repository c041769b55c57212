"""Every word of the console, in both languages: one module a feature, merged here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from bot.console.frame.speech import Speech

__all__ = ["say", "texts"]

_COLUMN = {"fa": 0, "en": 1}
# What may be said for a feature before it says it itself.
_COMMON = ("base", "did", "home")
_FOR_FEATURES = ("nav.", "did.", "thing.", "home.")


@cache
def texts() -> Mapping[str, tuple[str, str]]:
    """Give every text by its key, as (Persian, English). Raises ValueError for a key that stands twice."""
    merged: dict[str, tuple[str, str]] = {}
    common: dict[str, tuple[str, str]] = {}
    for about in pkgutil.iter_modules(__path__):
        mine = common if about.name in _COMMON else merged
        module = importlib.import_module(f"{__name__}.{about.name}")
        for key, pair in module.TEXTS.items():
            if key in mine:
                raise ValueError(f"the text {key} stands twice, again in {about.name}")
            mine[key] = pair
    twice = [key for key in common if key in merged and not key.startswith(_FOR_FEATURES)]
    if twice:
        raise ValueError(f"the texts {', '.join(twice)} are common ones and stand again in a feature")
    return {**common, **merged}


def say(speech: Speech, key: str, **values: object) -> str:
    """Say a text in the reader's language, numbers in the reader's digits. Raises KeyError for an unknown key.

    With `n=1` the text `<key>.one` is taken where there is one.
    """
    known = texts()
    if values.get("n") == 1 and f"{key}.one" in known:
        key = f"{key}.one"
    text = known[key][_COLUMN[speech.language]]
    if not values:
        return text
    shown = {name: _shown(speech, value) for name, value in values.items()}
    return text.format(**shown)


def _shown(speech: Speech, value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return speech.number(value)
    return value
