"""What is covered in a message to a patron: shown to its writer before it goes, for afterwards it cannot be mended."""

from __future__ import annotations

import hashlib

from bot.console.frame.fields import HiddenField
from bot.covered import in_words
from crm.staff.own_words import as_kept
from language.bidi import isolate

__all__ = ["unseen"]


def unseen(text: str, seen: HiddenField, language: str) -> str | None:
    """Give how a patron would read a text in which something is covered; None when its writer has seen just that.

    `seen` is the form's field that says so. It is filled here: who sends the same text again wants it sent.
    """
    kept = as_kept(text)
    if kept is None:
        return None
    mark = hashlib.sha256(kept.encode()).hexdigest()[:32]
    if seen.data == mark:
        return None
    seen.put(mark)
    return isolate(" ".join(in_words(language, kept).split()), seen.visit.language)
