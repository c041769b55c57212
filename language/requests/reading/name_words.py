"""Words around the names of titles and authors, and those that are no names."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["LIKE_END", "LONGEST_NAME", "NO_NAMES", "POINTING", "as_written"]

# A name has at most so many words.
LONGEST_NAME = 4
# What points at something shown or known, and names nothing.
POINTING = frozenset("this that it these those me him her them the a an این اون آن همین همون اینا اونا من".split())
# After "like" and "read", no names: "like twice", "read it already".
NO_NAMES = frozenset(
    "twice totally really so a an the it this that them those these all crazy once much lot lots three times already to for me next lately books book novels"
    " him me us you yours mine ours aloud along your my his her any something anything everything one ones in on about by at more again english persian farsi"
    " اونه اینه اونا اوناست این اینو اون اونو همین همینو همش همشو اینا اونا اینها آنها همینا همونا قبلا رو را همه".split()
)
# What stands behind a name, and is none of it.
LIKE_END = re.compile(
    r"\s(?:a (?:lot|bit|great deal)|very much|to (?:bits|death|pieces)|pls|plz|like (?:twice|three|a|ten)|suggest|recommend|actually|absolutely|already|twice|so|what|can|should|now|lately|but|and|only|which|that|there|for|in|with|please|by|about|yet|though|together|ولی|اما|باشه|باشد|که|از (?:این|همین|اون)|همه|همش|همشو|معرفی|دارید|دارین|داری|میخوام|میخواهم|بده|بدید|چیزی|چی"
    r"|پیشنهاد|یه|یک|یکی|برای|به|هست|رو|را|کوتاه|کوتاهتر|خوشم)\b.*$"
)


def as_written(name: str, text: str) -> str:
    """Give a name with the capitals with which it was written."""
    at = text.lower().find(name) if name.isascii() else -1
    return text[at : at + len(name)] if at >= 0 else name
