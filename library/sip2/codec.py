"""Messages of SIP2 as bytes: two digits, fixed fields, named fields, and a trailer with sequence number and checksum.

Source: 3M Standard Interchange Protocol, version 2.00. A checksum is over bytes, not letters; a message ends with a
carriage return.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["BrokenMessage", "FIXED", "Message", "checksum", "encode", "parse"]

END = b"\r"
DELIMITER = "|"
# What a value must not hold, because it would end it, or the message.
FORBIDDEN = str.maketrans({"|": " ", "\r": " ", "\n": " ", "\x00": " "})
# The longest value that the protocol allows, in bytes.
MOST_VALUE = 255

# How long the fixed fields are that answers begin with, in letters.
FIXED: Mapping[str, tuple[int, ...]] = {
    "94": (1,),
    "98": (1, 1, 1, 1, 1, 1, 3, 3, 18, 4),
    "24": (14, 3, 18),
    "64": (14, 3, 18, 4, 4, 4, 4, 4, 4),
    "18": (2, 2, 2, 18),
    "30": (1, 1, 1, 1, 18),
    "16": (1, 1, 18),
    "36": (1, 18),
    "96": (),
}


class BrokenMessage(ValueError):
    """What came is no message of SIP2."""


@dataclass(frozen=True, slots=True)
class Message:
    """An answer: its code, its fixed fields, its named fields in order, and its sequence number if it has one."""

    code: str
    fixed: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    sequence: int | None = None

    def one(self, name: str) -> str:
        """Give the first value of a field, without spaces around it; empty where there is none."""
        return next((value.strip() for field, value in self.fields if field == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Give every value of a field that is not empty."""
        return tuple(value.strip() for field, value in self.fields if field == name and value.strip())


def checksum(through_az: bytes) -> bytes:
    """Give the four digits that follow AZ: with them, all bytes add up to zero."""
    return b"%04X" % (-sum(through_az) & 0xFFFF)


def encode(
    code: str,
    fixed: str,
    fields: Iterable[tuple[str, str]],
    *,
    charset: str,
    sequence: int | None = None,
) -> bytes:
    """Write a message; letters that the charset does not have become question marks. Raises ValueError for too much."""
    body = bytearray((code + fixed).encode("ascii"))
    for name, value in fields:
        written = value.translate(FORBIDDEN).encode(charset, errors="replace")
        if len(written) > MOST_VALUE:
            raise ValueError(f"the field {name} is longer than {MOST_VALUE} bytes")
        body += name.encode("ascii") + written + DELIMITER.encode("ascii")
    if sequence is not None:
        body += b"AY%dAZ" % sequence
        body += checksum(bytes(body))
    return bytes(body) + END


def parse(raw: bytes, *, charset: str) -> Message:
    """Read an answer, with or without its end; letters that cannot be read are marked. Raises Broken.

    A field that is cut short, an unknown code, or a checksum that does not fit are broken; unknown fields are kept.
    """
    # Some servers end a message with a line feed as well, which then begins the next one.
    raw, sequence = _trailer(raw.strip(b"\r\n"))
    text = raw.decode(charset, errors="replace")
    code, rest = text[:2], text[2:]
    if code not in FIXED:
        raise BrokenMessage("an answer of a kind that is not known")
    fixed = []
    for length in FIXED[code]:
        if len(rest) < length:
            raise BrokenMessage("an answer that is cut short")
        fixed.append(rest[:length])
        rest = rest[length:]
    fields = []
    # A last field without its end is a cut one only if nothing vouches for the whole: some servers leave it out.
    for part in rest.split(DELIMITER):
        if not part:
            continue
        if len(part) < 2 or not part[:2].isascii() or not part[:2].isalnum():
            raise BrokenMessage("a field without a name")
        fields.append((part[:2], part[2:]))
    return Message(code, tuple(fixed), tuple(fields), sequence)


def _trailer(raw: bytes) -> tuple[bytes, int | None]:
    """Take sequence number and checksum off the end of a message, and check them."""
    if len(raw) < 6 or raw[-6:-4] != b"AZ":
        return raw, None
    if raw[-4:].upper() != checksum(raw[:-4]):
        raise BrokenMessage("a checksum that does not fit")
    raw = raw[:-6]
    if len(raw) >= 3 and raw[-3:-1] == b"AY" and raw[-1:].isdigit():
        return raw[:-3], int(raw[-1:])
    return raw, None
