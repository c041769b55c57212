"""Masking of staff's own texts: a patron's card number, PIN, national ID or bank card is removed.

Telephones and addresses stay: those of the library are what a librarian writes. Every use case that keeps words of
staff passes them through `own_words`, so that no page and no command can go by it.
"""

from contextvars import ContextVar

from language.masking import PATRONS_OWN, mask

__all__ = ["as_kept", "own_words", "was_covered"]

_COVERED: ContextVar[bool] = ContextVar("own_words_covered", default=False)


def as_kept(text: str) -> str | None:
    """Give a text of staff as it would be kept where something would be masked in it, before it is; else None."""
    masked = mask(text, kinds=PATRONS_OWN)
    return masked.text if masked.found else None


def own_words(text: str) -> str:
    """Give a text of staff as it may be kept; `was_covered` tells afterwards whether something was masked."""
    masked = mask(text, kinds=PATRONS_OWN)
    if masked.found:
        _COVERED.set(True)
    return masked.text


def was_covered() -> bool:
    """Tell whether something was masked in this task since it was asked last, so that the writer can be told."""
    covered = _COVERED.get()
    if covered:
        _COVERED.set(False)
    return covered
