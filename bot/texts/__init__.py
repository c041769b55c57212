"""Texts: every sentence of the gateway by its key, in the languages of the folder `locale`."""

from __future__ import annotations

import warnings

from bot.texts.catalogue import SOURCE, CatalogueDamaged, catalogue, load_texts
from protocol.values import LANGUAGES

__all__ = ["LANGUAGES", "CatalogueDamaged", "MissingText", "has_text", "load_texts", "text"]


class MissingText(UserWarning):
    """A text was asked for by a key that no catalogue has."""


def text(language: str, key: str, count: int | None = None, /, **values: object) -> str:
    """Give a text in a language, with `values` in its placeholders; `count` chooses between its plural forms.

    A text that a language lacks is given in English, and a key that there is not as it stands, with a warning.
    """
    try:
        found = _found(language, key, count)
    except KeyError:
        warnings.warn(f"no catalogue has the text {key}", MissingText, stacklevel=2)
        return key
    return found.format(**values) if values else found


def has_text(key: str) -> bool:
    """Tell whether there is a text of this key."""
    try:
        _found(SOURCE, key, None)
    except KeyError:
        return False
    return True


def _found(language: str, key: str, count: int | None) -> str:
    if not key:
        # Under no key a catalogue has what it says of itself.
        raise KeyError(key)
    texts = catalogue(language)
    if count is not None:
        try:
            return texts.ngettext(key, key, count)
        except KeyError:
            pass  # the same for every number
    return texts.gettext(key)
