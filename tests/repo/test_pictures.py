"""The moving pictures of README: real ones, of several frames, that end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.moving_pictures import PLAYED, SIGNATURE, moving

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Read a PNG's pieces, each by its checksum."""
    assert png.startswith(SIGNATURE)
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + data),)
        yield kind, data
        at += length + 12


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_renewal_moves_in_both_languages(lang: str) -> None:
    read = list(chunks((IMAGES / f"renewal-{lang}.png").read_bytes()))
    (control,) = [data for kind, data in read if kind == b"acTL"]
    frames, plays = struct.unpack(">II", control)
    assert frames >= 6 and plays == PLAYED
    numbers = [struct.unpack(">I", data[:4])[0] for kind, data in read if kind in (b"fcTL", b"fdAT")]
    assert numbers == list(range(2 * frames - 1))
    assert sum(kind == b"fcTL" for kind, _ in read) == frames


def _png(width: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    out = SIGNATURE
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(width + 1))), (b"IEND", b"")):
        out += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return out


def test_frames_keep_their_time_and_are_of_one_size() -> None:
    read = list(chunks(moving([(_png(2), 900), (_png(2), 2600)])))
    assert [kind for kind, _ in read] == [b"IHDR", b"acTL", b"fcTL", b"IDAT", b"fcTL", b"fdAT", b"IEND"]
    assert [struct.unpack(">HH", data[20:24]) for kind, data in read if kind == b"fcTL"] == [(900, 1000), (2600, 1000)]
    with pytest.raises(ValueError, match="size"):
        moving([(_png(2), 1), (_png(3), 1)])
