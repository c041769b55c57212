"""Files of a catalogue: read, written in one form, compiled."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.texts.catalogue import CatalogueDamaged

__all__ = ["compiled", "forms_of", "key_of", "plural_forms", "read", "written"]

_MSGID = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
# Zero goes with the many: «۰ مورد». Unicode has it with the one, where no sentence says «یک» or "once".
_PLURALS = {"fa": "nplurals=2; plural=(n != 1);"}
_HEADER = """\
# {title}
# `make texts` writes this file in its form; CONTRIBUTING.md says how a text is changed.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
_TITLES = {
    "console": "Texts of the console that all its pages share, and of its first page.",
    "init": "Texts of `ketabyar init`.",
    "my-data": "Texts of what is kept about a patron: the patron’s own page, and the console’s.",
    "notices": "What patrons are told first: due dates, reservations that are ready, and how it is stopped.",
    "pages": "Texts of the pages that patrons see: the library’s page, and those of the sign-in.",
    "problems": "Why something is refused: said in the chat, on pages and by the HTTP API.",
    "telegram": "Texts of the messengers’ channels themselves: the menu of commands, and what they cannot read.",
    "terminal": "Texts of `ketabyar chat`.",
    "widget": "Texts of the chat on the library’s website.",
}


def key_of(message: Message) -> str:
    """Give the key of a text, of one with plural forms too."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    """Give the text, in all its plural forms where it has such."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def plural_forms(language: str) -> str:
    """Give how a language's plural forms are chosen."""
    return _PLURALS.get(language) or str(get_plural(language)).rstrip()


def read(file: Path) -> Catalog:
    """Read a file; raises CatalogueDamaged, for a key that stands twice too."""
    try:
        content = file.read_text(encoding="utf-8")
        catalog = read_po(io.StringIO(content), abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        raise CatalogueDamaged(f"{file.parent.parent.name}/{file.name}: {error}") from error
    for key, times in Counter(_MSGID.findall(content)).items():
        if times > 1:
            raise CatalogueDamaged(f"{file.parent.parent.name}/{file.name}: {key} stands twice")
    return catalog


def written(domain: str, language: str, messages: Iterable[Message]) -> str:
    """Write texts in the form that all files have."""
    catalog = Catalog(locale=language)
    plurals = plural_forms(language)
    catalog.mime_headers = [("Plural-Forms", plurals)]
    for message in messages:
        catalog[message.id] = message
    title = _TITLES.get(domain) or f"Texts of the console’s pages: {domain.removeprefix('console-').replace('-', ' ')}."
    out = io.BytesIO()
    write_po(out, catalog, width=0, no_location=True, omit_header=True, ignore_obsolete=True)
    header = _HEADER.format(title=title, language=language, plurals=plurals)
    return header + out.getvalue().decode().rstrip("\n") + "\n"


def compiled(files: Iterable[Path], mark: str) -> bytes:
    """Compile files into one catalogue with a mark on it; raises CatalogueDamaged, for a key that stands twice too."""
    whole = Catalog()
    for file in files:
        catalog = read(file)
        whole.mime_headers = catalog.mime_headers
        for message in catalog:
            if message.id and key_of(message) in whole:
                raise CatalogueDamaged(f"{file.name}: {key_of(message)} stands in another file too")
            # What is not translated, or in not all of its forms, is left to the source language.
            if message.id and all(forms_of(message)):
                whole[message.id] = message
    whole.project, whole.version = "ketabyar", mark
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()
