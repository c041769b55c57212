"""Update of every language's files from the source language: the same keys in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from bot.texts.catalogue import LOCALE, SOURCE, languages, sources
from bot.texts.files import forms_of, key_of, read, written

__all__ = ["english", "updated"]


def updated(locale: Path = LOCALE, new: Sequence[str] = ()) -> Iterator[tuple[Path, str]]:
    """Give the files of all languages, of `new` ones besides, as they should stand; raises CatalogueDamaged.

    Beside each text stands the English one. A text that a language lacks is there and empty; one that English does
    not have is left out.
    """
    for source in sources(SOURCE, locale):
        texts = read(source)
        yield source, written(source.stem, SOURCE, _messages(texts, texts, with_english=False))
        for language in sorted({*languages(locale), *new} - {SOURCE}):
            file = locale / language / "LC_MESSAGES" / source.name
            known = read(file) if file.exists() else Catalog(locale=language)
            yield file, written(source.stem, language, _messages(texts, known, with_english=True))


def english(forms: Sequence[str]) -> list[str]:
    """Write the English text as the remark for who translates it."""
    first, *more = " / ".join(dict.fromkeys(forms)).splitlines() or [""]
    return [f"English: {first}", *more]


def _messages(texts: Catalog, known: Catalog, *, with_english: bool) -> Iterator[Message]:
    for message in texts:
        if not message.id:
            continue
        here = known.get(key_of(message))
        # A text that has got plural forms, or lost them, is translated anew.
        same = here is not None and here.pluralizable == message.pluralizable
        yield Message(
            message.id,
            here.string if here is not None and same else "",
            flags=here.flags if here is not None else (),
            auto_comments=english(forms_of(message)) if with_english else (),
            user_comments=message.user_comments,
        )
