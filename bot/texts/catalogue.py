"""The catalogue of one language: compiled at set-up, or read from its files."""

from __future__ import annotations

import gettext
import hashlib
import io
import struct
from functools import cache
from pathlib import Path
from typing import NoReturn

from bot.settings import ROOT

__all__ = [
    "COMPILED",
    "LOCALE",
    "SOURCE",
    "CatalogueDamaged",
    "catalogue",
    "languages",
    "load_texts",
    "mark_of",
    "sources",
]

LOCALE = ROOT / "locale"
# The language that is translated from: what another language lacks is said in it.
SOURCE = "en"
COMPILED = "ketabyar.mo"


class CatalogueDamaged(Exception):
    """A language's texts cannot be read."""


class _Absent(gettext.NullTranslations):
    """What is asked last: raises KeyError instead of giving the key for the text."""

    def gettext(self, message: str) -> NoReturn:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise KeyError(msgid1)


def languages(locale: Path = LOCALE) -> tuple[str, ...]:
    """Give the languages that there are catalogues of."""
    return tuple(sorted(folder.parent.name for folder in locale.glob("*/LC_MESSAGES")))


def sources(language: str, locale: Path = LOCALE) -> list[Path]:
    """Give the files of a language's catalogue."""
    return sorted((locale / language / "LC_MESSAGES").glob("*.po"))


def mark_of(files: list[Path]) -> str:
    """Give the mark by which a compiled catalogue is known to be made of files as they are now."""
    told = hashlib.sha256()
    for file in files:
        told.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return told.hexdigest()


@cache
def catalogue(language: str, locale: Path = LOCALE) -> gettext.GNUTranslations:
    """Give the texts of a language, those of the source language where it is none of ours; raises CatalogueDamaged.

    Asking it for a key that neither has raises KeyError.
    """
    if language != SOURCE and language not in languages(locale):
        return catalogue(SOURCE, locale)
    files = sources(language, locale)
    if not files:
        raise CatalogueDamaged(f"{locale / language} has no texts")
    mark = mark_of(files)
    texts = _compiled(locale / language / "LC_MESSAGES" / COMPILED, mark)
    if texts is None:
        # The library that reads and writes such files takes a while to come, and is not needed after set-up.
        from bot.texts.files import compiled

        texts = gettext.GNUTranslations(io.BytesIO(compiled(files, mark)))
    texts.add_fallback(_Absent() if language == SOURCE else catalogue(SOURCE, locale))
    return texts


def load_texts() -> None:
    """Read the texts of every language, so that the first who asks need not wait; raises CatalogueDamaged."""
    for language in languages():
        catalogue(language)


def _compiled(file: Path, mark: str) -> gettext.GNUTranslations | None:
    try:
        with file.open("rb") as opened:
            texts = gettext.GNUTranslations(opened)
    except (OSError, ValueError, struct.error):
        return None
    return texts if texts.info().get("project-id-version", "").endswith(mark) else None
