"""`.venv/bin/python -m benchmarks.described`: are books that are described found, and is nothing offered else?

`described.tsv` has descriptions of titles of the demonstration library, in Persian, English and across, each with the
beginnings of the names that are right; `other.tsv` has descriptions of what it does not have, and what describes none.
`half_remembered.tsv` and `not_there.tsv` are descriptions as patrons begin with them, of what there is and is not: they
are looked up as the conversation does, by what is told and from how like on it offers a guess.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from actions.subjects.titles.guesses import FITS, FITS_UNSAID
from benchmarks.facts.demonstration import Vectors
from crm.database import migrate
from crm.database.store import Store
from crm.knowledge.entries import asked_text
from crm.knowledge.titles import title_texts
from crm.knowledge.vectors import keep_vectors
from language.detect import detect
from language.requests.titles.descriptions import describes_book, told_of_book
from language.requests.titles.half_remembered import remembered
from library import open_library, seed
from library.port import Library
from protocol.clock import SystemClock

HERE = Path(__file__).resolve().parent
OFFERED = 3


def main() -> None:
    """Print how many are found among the few that are offered, and how much is offered that is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.described", description=main.__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="every message that goes wrong")
    parser.add_argument("-w", "--words", action="store_true", help="by words alone, without vectors")
    given = parser.parse_args()
    asyncio.run(measure(verbose=given.verbose, words_alone=given.words))


async def measure(*, verbose: bool, words_alone: bool) -> None:
    """Ask the demonstration library for every message."""
    described = [line.split("\t") for line in _lines("described.tsv")]
    messages = [(text, tuple(names.split("|"))) for text, names in described] + [
        (one, ()) for one in _lines("other.tsv")
    ]
    vectors = Vectors()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/described.sqlite3"
        await asyncio.to_thread(migrate.upgrade, url)
        store = await Store.open(url, clock=SystemClock(), server_key=b"benchmark of descriptions")
        await seed.load(store, seed.DEMO_FILE)
        if not words_alone:
            texts = await store.look(title_texts)
            await keep_vectors(store, {text: row.tolist() for text, row in zip(texts, vectors.of(texts), strict=True)})
        library = open_library(store, store.clock)
        made = vectors.of([asked_text(told_of_book(text)) for text, _ in messages])
        counted: Counter[str] = Counter()
        taken = []
        for (text, names), vector in zip(messages, made, strict=True):
            begun = time.perf_counter()
            found = await library.described(
                told_of_book(text),
                language="fa" if detect(text) == "fa" else "en",
                limit=OFFERED,
                loosely=True,
                vector=None if words_alone else np.asarray(vector, dtype=np.float32),
            )
            taken.append(time.perf_counter() - begun)
            told = [one.title for one in found]
            right = any(one.startswith(name) for name in names for one in told)
            how = "right" if right else "wrong" if told else "none"
            counted[f"{'described' if names else 'other'}: {how}"] += 1
            counted[f"{'described' if names else 'other'}, and seen to describe a book: {how}"] += describes_book(text)
            if verbose and how != ("right" if names else "none"):
                print(f"{how:<6}{text}\n      {told}")
        await _measure_remembered(library, vectors, counted, verbose=verbose)
        await store.close()
    for name, number in sorted(counted.items()):
        print(f"{number:4} {name}")
    print(
        f"the library took {1000 * float(np.median(taken)):.1f} ms a message,"
        f" the longest {1000 * max(taken[1:]):.1f} ms"
    )


async def _measure_remembered(library: Library, vectors: Vectors, counted: Counter[str], *, verbose: bool) -> None:
    """Look up what is half remembered as the conversation does."""
    rows = [line.split("\t") for line in _lines("half_remembered.tsv")] + [[one, ""] for one in _lines("not_there.tsv")]
    heard = [(text, names, remembered(text)) for text, names in rows]
    told = [told_of_book(text) if found is None else found.told for text, _, found in heard]
    for (text, names, found), said, vector in zip(
        heard, told, vectors.of([asked_text(one) for one in told]), strict=True
    ):
        titles = await library.described(
            said,
            language="fa" if detect(text) == "fa" else "en",
            limit=OFFERED,
            loosely=True,
            vector=np.asarray(vector, dtype=np.float32),
            fits=FITS if found is not None and found.surely else FITS_UNSAID,
        )
        right = any(one.title.startswith(name) for name in names.split("|") if name for one in titles)
        how = "not heard" if found is None else "right" if right else "wrong" if titles else "none"
        counted[f"{'half remembered' if names else 'not there'}: {how}"] += 1
        if verbose and how != ("right" if names else "none"):
            print(f"{how:<10}{text}\n      {[one.title for one in titles]}")


def _lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
