"""Moving pictures (APNG) out of screenshots, without a library of pictures: a PNG's pieces are only sorted anew."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

__all__ = ["PLAYED", "SIGNATURE", "moving"]

PLAYED = 3
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def moving(frames: Sequence[tuple[bytes, int]]) -> bytes:
    """Put PNGs of one size, each with the milliseconds that it stays, into one that is played three times.

    Raises ValueError where they are not of one size and kind.
    """
    heads, numbers = [], iter(range(2 * len(frames)))
    out = b""
    for place, (png, milliseconds) in enumerate(frames):
        pieces = list(_pieces(png))
        heads.append(next(data for kind, data in pieces if kind == b"IHDR"))
        if heads[0] != heads[-1]:
            raise ValueError("the pictures are not of one size and kind")
        width, height = struct.unpack(">II", heads[0][:8])
        control = struct.pack(">IIIIIHHBB", next(numbers), width, height, 0, 0, milliseconds, 1000, 0, 0)
        out += _piece(b"fcTL", control)
        data = b"".join(data for kind, data in pieces if kind == b"IDAT")
        # The first is also what is shown where moving pictures are not.
        out += _piece(b"IDAT", data) if place == 0 else _piece(b"fdAT", struct.pack(">I", next(numbers)) + data)
    begin = _piece(b"IHDR", heads[0]) + _piece(b"acTL", struct.pack(">II", len(frames), PLAYED))
    return SIGNATURE + begin + out + _piece(b"IEND", b"")


def _pieces(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _piece(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
