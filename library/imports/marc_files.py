"""Files of MARC records, read one record at a time: ISO 2709 and MARCXML.

Records of ISO 2709 end with a sign of their own. They are parted by it, not by the length that each gives of itself:
a length that is wrong would make all records after it unreadable.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
import xml.sax
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, NoReturn
from xml.sax.handler import feature_namespaces, property_lexical_handler

from pymarc import Record
from pymarc.exceptions import BadSubfieldCodeWarning
from pymarc.marcxml import XmlHandler

from library.imports.record import BrokenRecord, ImportProblem

__all__ = ["holds_marc", "is_xml", "opened", "read_iso2709", "read_marcxml"]

# What is odd about a record and does not keep it from being read is nothing that anybody at the terminal can mend.
logging.getLogger("pymarc").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", category=BadSubfieldCodeWarning)

END_OF_RECORD = b"\x1d"
ESCAPE = b"\x1b"
LEADER = 24
# The format cannot say more; what is longer is no record.
LONGEST = 2**20
AT_ONCE = 2**18
_MARC_ELEMENT = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:leader|controlfield|datafield)[\s>]")

Decoded = Iterator[tuple[int, Record | BrokenRecord]]


def is_xml(file: IO[bytes]) -> bool:
    """Tell whether a file begins as XML, in UTF-16 too; the place in the file stays."""
    place = file.tell()
    # Without marks of the encoding, and every other byte of UTF-16.
    beginning = file.read(400).removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe\x00 \t\r\n")
    file.seek(place)
    return beginning.startswith(b"<")


def holds_marc(file: IO[bytes]) -> bool:
    """Tell whether a file in XML holds MARC records, by the first elements of one; the place in the file stays."""
    place = file.tell()
    beginning = file.read(AT_ONCE)
    file.seek(place)
    return _MARC_ELEMENT.search(beginning.replace(b"\x00", b"")) is not None


def read_iso2709(file: IO[bytes], encoding: str | None = None) -> Decoded:
    """Give each record with its number, or what is wrong with it.

    `encoding` is `utf-8`, `marc-8` or a code page such as `cp1256`; without one, what the leader says is believed,
    unless text that is said to be MARC-8 is UTF-8.
    """
    number, rest = 0, b""
    while True:
        data = file.read(AT_ONCE)
        *records, rest = (rest + data).split(END_OF_RECORD)
        for raw in records:
            # Some systems put a line end after each record.
            raw = raw.lstrip(b"\r\n\x00 \x1a\xef\xbb\xbf") if not raw[:5].isdigit() else raw
            if not raw:
                continue
            number += 1
            yield number, _decoded(number, raw + END_OF_RECORD, encoding)
        if len(rest) > LONGEST:
            yield number + 1, BrokenRecord(number + 1, ImportProblem.of("no_marc"))
            return
        if not data:
            break
    if rest.strip(b"\r\n\x00 \x1a"):
        yield number + 1, BrokenRecord(number + 1, ImportProblem.of("cut_off"))


def _decoded(number: int, raw: bytes, encoding: str | None) -> Record | BrokenRecord:
    if len(raw) < LEADER + 2:
        return BrokenRecord(number, ImportProblem.of("cut_off"))
    if raw[:5].isdigit() and int(raw[:5]) not in (len(raw), 99999):
        # A wrong length harms nobody here, except that a record with one inside another is two halves.
        raw = b"%05d" % min(len(raw), 99999) + raw[5:]
    try:
        # What is said to be MARC-8 and is UTF-8 all the same: no accented letter of MARC-8 has that pattern.
        if encoding is None and raw[9:10] != b"a" and ESCAPE not in raw:
            # ASCII is either, and is read ten times as fast as the other.
            encoding = "utf-8" if raw.isascii() or _is_utf8(raw) else "marc-8"
        name = (encoding or "").casefold().replace("_", "-")
        if name in ("utf-8", "utf8") or (not name and raw[9:10] == b"a"):
            return Record(raw, force_utf8=True)
        if name in ("", "marc-8", "marc8"):
            return Record(raw[:9] + b" " + raw[10:], hide_utf8_warnings=True)
        return Record(raw[:9] + b" " + raw[10:], file_encoding=name)
    except UnicodeDecodeError as error:
        if error.encoding == "ascii":
            return BrokenRecord(number, ImportProblem.of("damaged", why=error.reason))
        return BrokenRecord(number, ImportProblem.of("encoding", why=error.encoding))
    except Exception as error:
        return BrokenRecord(number, ImportProblem.of("damaged", why=f"{type(error).__name__} {error}".strip()))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Handler(XmlHandler):
    """Collects what has been read since the last look."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def take(self) -> list[Record]:
        """Give the records that are complete."""
        taken, self.records = self.records, []
        return list(taken)


class _NoDeclarations:
    """Refuses what only attacks need: declarations of a document's own entities."""

    def startDTD(self, name: str, public: str | None, system: str | None) -> NoReturn:  # noqa: N802 - SAX's name
        raise xml.sax.SAXException("a document type is declared")

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None


def read_marcxml(file: IO[bytes]) -> Decoded:
    """Give each record with its number; where the XML breaks off, that is told, and nothing after it can be read."""
    # Whatever declares entities is refused below, and there is no other way in.
    handler, parser = _Handler(), xml.sax.make_parser()  # noqa: S317
    parser.setContentHandler(handler)
    parser.setFeature(feature_namespaces, True)
    parser.setProperty(property_lexical_handler, _NoDeclarations())
    feeder: Any = parser
    number = 0
    try:
        while data := file.read(AT_ONCE):
            feeder.feed(data)
            for record in handler.take():
                number += 1
                yield number, record
        feeder.close()
    except xml.sax.SAXParseException as error:
        yield from ((place, record) for place, record in enumerate(handler.take(), number + 1))
        yield (
            number + 1,
            BrokenRecord(number + 1, ImportProblem.of("xml", line=error.getLineNumber(), why=error.getMessage())),
        )
    except (xml.sax.SAXException, KeyError, ValueError, UnicodeError) as error:
        yield number + 1, BrokenRecord(number + 1, ImportProblem.of("xml", line="?", why=str(error)))


def opened(source: Path | bytes) -> IO[bytes]:
    """Open a file, or bytes as one."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
