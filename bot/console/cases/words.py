"""Texts about cases: for their patron, and for readers who may not see patrons."""

from __future__ import annotations

from dataclasses import replace

from bot import texts
from bot.console.frame.reading import cover
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.covered import in_words
from crm.cases.listing import CaseRow
from language.bidi import isolate
from language.masking import mask

__all__ = ["letter", "receipt", "seen", "shown"]


def letter(language: str, number: str, text: str) -> str:
    """Write what the patron reads: which case it is about, and what the librarian has to say."""
    return texts.text(language, "cases.letter", number=isolate(number, language), text=text)


def receipt(language: str, number: str) -> str:
    """Write what the patron of a complaint reads when it is acknowledged."""
    return texts.text(language, "cases.receipt", number=isolate(number, language))


def shown(reader: Reader, text: str | None) -> str | None:
    """Give a text as the reader may see it: masked once more for who may see no patrons."""
    if text is None:
        return None
    return in_words(reader.language, text if reader.may(Permission.READ_PATRONS) else mask(text).text)


def seen(reader: Reader, row: CaseRow) -> CaseRow:
    """Give a row of the list as the reader may see it: without whose it is for who may see no patrons."""
    if reader.may(Permission.READ_PATRONS):
        return replace(row, subject=shown(reader, row.subject) or "", said=shown(reader, row.said))
    names = () if row.patron is None else (row.patron,)
    return replace(
        row,
        subject=shown(reader, row.subject) or "",
        said=cover(reader, row.said or "", names) or None,
        patron=None,
        patron_public_id=None,
    )
