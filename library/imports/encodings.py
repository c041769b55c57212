"""Files as text, in whatever encoding somebody names."""

from __future__ import annotations

import codecs
import io
from typing import IO

from library.errors import ImportRefused

__all__ = ["UNREAD", "as_text"]

#: What stands for letters that could not be read.
UNREAD = "\ufffd"
# Python's ways to write text that are no encodings of a file; some take a time that grows with the square.
_NONE = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})


def as_text(file: IO[bytes], name: str, encoding: str) -> IO[str]:
    """Read a file as text; letters that are none of the encoding come as UNREAD. Raises ImportRefused."""
    try:
        if codecs.lookup(encoding).name.replace("-", "_") in _NONE:
            raise LookupError(f"unknown encoding: {encoding}")
        # What is no text (`zip`) is refused here.
        return io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    except (LookupError, ValueError) as error:
        raise ImportRefused("table_unread", file=name, why=error) from error
