"""Words of annoyance: they complain of nothing by themselves."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["is_annoyed"]

_ANNOYED = re.compile(
    r"\b(?:annoy\w*|ridiculous|useless|joke|ffs|wtf|damn|hell|fed up|sick of|seriously|unbelievable|impossible|pathetic|terrible|awful|shout|scream|can't do anything|can't you do anything|waste of)\b|!{2,}"
    r"|این چه وضع\w*|مسخره\w*|کلافه\w*|خسته شد\w*|اعصاب\w*|افتضاح\w*|خجالت|لعنت\w*|داغون\w*|مزخرف\w*|\b(?:maskhare|kalafe|eftezah)\w*"
)


@kept
def is_annoyed(text: str) -> bool:
    """Tell whether a text speaks with annoyance, whatever else it says."""
    return _ANNOYED.search(fold(text).replace("’", "'")) is not None
