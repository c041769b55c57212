"""Words behind a yes, a no, a cancel or a correction: what is left to be read when that word means nothing."""

from __future__ import annotations

from language.kept import kept
from language.requests.speech.corrections import find_correction
from language.requests.speech.yes_and_no import find_word

__all__ = ["words_behind"]

_FEWEST_LETTERS = 2


@kept
def words_behind(text: str) -> str | None:
    """Give what a message says besides its yes, no, cancel or taking back, folded; None when it says nothing else."""
    word = find_word(text)
    correction = find_correction(text)
    rest = correction.rest if correction is not None and correction.kind == "meant" else ""
    if word is not None and (not rest or len(word.rest) < len(rest)):
        rest = word.rest
    return rest if len(rest) >= _FEWEST_LETTERS else None
