"""Sentence vectors for the gateway, which keeps them of questions and facts, and for actions that search by them."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from engine.nlu.features import Floats
from engine.nlu.vectors import PackagedVectors, cache_file
from engine.vector_cache import VectorCache

# So many at a time, read together where they are of one length: for who hangs up the rest is not made.
_AT_ONCE = 64


# Of 19, by which what is kept gives way to the turns of patrons: thousands of facts and titles are read at a start.
_LESS_URGENT = 15


class NoVectors(Exception):
    """There is no source of sentence vectors on this machine."""


class Sentences:
    """Vectors made in a thread of its own, so that turns go on meanwhile."""

    def __init__(self, *, fine: bool = True) -> None:
        """Fine, as what is kept for months is to be; else by the encoder that reads messages, which is faster."""
        self._fine = fine
        self._sources: dict[bool, PackagedVectors] = {}
        self._thread = ThreadPoolExecutor(1, "sentences", initializer=_give_way if fine else None)

    async def vectors(self, texts: list[str], *, adapted: bool = False) -> list[list[float]]:
        """One vector of unit length a text, `adapted` to a library's questions or as it is; raises NoVectors."""
        loop = asyncio.get_running_loop()
        found: list[list[float]] = []
        for start in range(0, len(texts), _AT_ONCE):
            found += await loop.run_in_executor(self._thread, self._encode, texts[start : start + _AT_ONCE], adapted)
        return found

    async def packed(self, texts: list[str]) -> list[str | None]:
        """A vector of each question, adapted, in half precision and base64; None without a source of vectors."""
        try:
            made = await asyncio.get_running_loop().run_in_executor(self._thread, self._encode_each, texts)
        except NoVectors:
            return [None] * len(texts)
        return [base64.b64encode(np.asarray(vector, dtype="<f2").tobytes()).decode() for vector in made]

    def _encode_each(self, texts: list[str]) -> list[Floats]:
        source = self._opened(adapted=True)
        return [source.encode_one(text) for text in texts]

    def _encode(self, texts: list[str], adapted: bool) -> list[list[float]]:
        source = self._opened(adapted)
        # Adapted ones are of what the library tells; the others may be of what patrons asked, and are not kept.
        cache = VectorCache(cache_file(source.name, ".sqlite3")) if adapted else None
        known = cache.known(texts) if cache else {}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            made = dict(zip(missing, source.encode_together(missing), strict=True))
            known |= made
            if cache:
                cache.keep(made)
        # Four places are more than the weights' own four bits say.
        return [[round(float(value), 4) for value in known[text]] for text in texts]

    def _opened(self, adapted: bool) -> PackagedVectors:
        if adapted not in self._sources:
            try:
                # What a library tells is compared with messages, and made as theirs are: in a third of the time.
                self._sources[adapted] = PackagedVectors(fine=self._fine and not adapted, adapted=adapted)
            except (ImportError, OSError) as error:
                raise NoVectors from error
        return self._sources[adapted]


def _give_way() -> None:
    """Let the thread that calls this have the processor when nobody else wants it; only Linux knows single threads."""
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LESS_URGENT)
