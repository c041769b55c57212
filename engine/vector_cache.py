"""Vectors of the library's own texts, kept in a file beside the trained models: a second start makes none anew."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from engine.nlu.features import Floats

__all__ = ["VectorCache"]

# Half precision, as the store keeps them.
_KIND = np.dtype("<f2")
# Some hundred megabytes: the facts of several libraries, and titles beside them.
_MOST = 200_000
# Whoever waits longer makes them anew.
_BUSY_SECONDS = 2.0
_TABLE = "CREATE TABLE IF NOT EXISTS vector (digest BLOB PRIMARY KEY, numbers BLOB NOT NULL)"


class VectorCache:
    """A file of vectors by what they are of; without it, or with a damaged one, there are none, and none are kept.

    Digests and vectors alone, and of what the library tells everybody: what patrons say is not to be put here.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def known(self, texts: Sequence[str]) -> dict[str, Floats]:
        """Give those vectors that are there by their texts."""
        by_digest = {_digest(text): text for text in texts}
        found: dict[str, Floats] = {}
        try:
            with self._opened() as connection:
                for digest, text in by_digest.items():
                    row = connection.execute("SELECT numbers FROM vector WHERE digest = ?", [digest]).fetchone()
                    if row:
                        found[text] = np.frombuffer(row[0], dtype=_KIND).astype(np.float32)
        except (sqlite3.Error, OSError, ValueError):
            return {}
        return found

    def keep(self, vectors: Mapping[str, Floats]) -> None:
        """Keep vectors by their texts; beyond a number those go that came first."""
        rows = [(_digest(text), vector.astype(_KIND).tobytes()) for text, vector in vectors.items()]
        try:
            with self._opened() as connection:
                connection.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
                last = connection.execute("SELECT max(rowid) FROM vector").fetchone()[0] or 0
                connection.execute("DELETE FROM vector WHERE rowid <= ?", [last - _MOST])
        except (sqlite3.Error, OSError):
            return  # they are made anew

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS)) as connection, connection:
            # What a fall of the machine loses is made anew.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE)
            yield connection


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
