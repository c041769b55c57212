"""Files in XML, read a piece at a time: nothing of them is built up, and what declares entities is refused.

lxml reads names as they are written today (a zero-width non-joiner among Persian letters included), and keeps bounds
of its own on the length of a name, a text and a comment.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn, Protocol

from lxml import etree

from library.errors import ImportRefused
from library.imports.encodings import as_text
from library.imports.marc_files import opened
from library.imports.record import ImportProblem

__all__ = ["XmlBreak", "XmlTarget", "encoding_of", "read_xml"]

AT_ONCE = 2**16
_DECLARED = re.compile(rb"<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})[\"']")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class XmlBreak(Exception):
    """The file is not well-formed from here on."""

    def __init__(self, problem: ImportProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class XmlTarget(Protocol):
    """What is told of each element; names are `{namespace}local`."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Some of an element's text."""


class _Safe:
    """Passes on to a target; refuses a document type, which is where entities are declared."""

    def __init__(self, target: XmlTarget, name: str) -> None:
        self.start, self.end, self.data = target.start, target.end, target.data
        self._name = name

    def doctype(self, *_: object) -> NoReturn:
        raise ImportRefused("xml_declares", file=self._name)

    def close(self) -> None:
        """Nothing was built up."""


def read_xml(source: Path, name: str, encoding: str, target: XmlTarget) -> Iterator[None]:
    """Tell a target of all elements, and give way after each piece of the file.

    Letters that are none of the encoding come as U+FFFD. Raises XmlBreak where the XML breaks off, and ImportRefused
    for an encoding that there is not and for a file that declares a document type.
    """
    parser = etree.XMLParser(
        target=_Safe(target, name), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    with opened(source) as file:
        text = as_text(file, name, encoding)
        try:
            piece = text.read(AT_ONCE).lstrip()
            while piece:
                parser.feed(piece)
                yield
                piece = text.read(AT_ONCE)
            parser.close()
        except etree.XMLSyntaxError as error:
            why = str(error.msg or "").partition(", line ")[0]
            raise XmlBreak(ImportProblem.of("xml", line=error.lineno or "?", why=why)) from None
        except UnicodeError as error:
            # UTF-16 that is declared, and does not begin as such.
            raise XmlBreak(ImportProblem.of("xml", line="?", why=str(error))) from None


def encoding_of(source: Path, given: str | None) -> str:
    """Give the encoding of a file: a given one, else what its first bytes say, else what it declares."""
    with opened(source) as file:
        beginning = file.read(512)
    found = given or next((one for mark, one in _MARKS if beginning.startswith(mark)), None)
    if found is not None:
        return found
    if b"\x00" in beginning[:2]:
        return "utf-16-be" if beginning[:1] == b"\x00" else "utf-16-le"
    declared = _DECLARED.match(beginning.lstrip())
    return declared[1].decode("ascii", "replace") if declared else "utf-8"
