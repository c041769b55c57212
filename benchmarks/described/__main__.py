"""`.venv/bin/python -m benchmarks.described`: are works that are described found, and is nothing offered else?

Every message is looked up as the conversation does, on the demonstration library: by what is told, from where on a
guess is offered, and without what it says is not meant. `half_remembered.tsv` and `described.tsv` are descriptions of
what there is, each with the beginnings of the names that are right; `not_there.tsv` describes what there is not, and
`other.tsv` that and what describes nothing. With `--set FILE` other descriptions are taken: title, language, style and
message in columns, "-" for a title that is not there. What is there is also looked for as if it were not.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from actions.subjects.titles.guesses import FITS, FITS_UNSAID, SPELT_OTHERWISE
from benchmarks.facts.demonstration import ENGINE, ROOT, Vectors
from crm.database import migrate
from crm.database.store import Store
from crm.knowledge.entries import asked_text
from crm.knowledge.titles import title_texts
from crm.knowledge.vectors import keep_vectors
from language.detect import detect
from language.requests.titles.excluded import denied_parts, is_denied, without_parts
from library import open_library, seed
from library.port import Library
from library.values import Title
from protocol.clock import SystemClock

HERE = Path(__file__).resolve().parent
OFFERED = 3
# From where on a message is heard as a description, and surely as one (actions.dialogue.turn, …titles.guessed_titles).
MAY_DESCRIBE, SURELY = 0.1, 0.6


@dataclass(frozen=True)
class Message:
    """What a patron says, of which set, and the beginnings of the names that it means; none where that is not there."""

    text: str
    kind: str
    names: tuple[str, ...]


class _Made:
    """Vectors of messages; the few that are not made ahead are asked for one by one."""

    def __init__(self, vectors: Vectors, texts: list[str]) -> None:
        self._vectors = vectors
        self._known = dict(zip(texts, vectors.of(texts), strict=True))

    def of(self, text: str) -> npt.NDArray[np.float32]:
        """Give the vector of a text."""
        if text not in self._known:
            [self._known[text]] = self._vectors.of([text])
        return np.asarray(self._known[text], dtype=np.float32)


def main() -> None:
    """Print how many are found among the few that are offered, and how much is offered that is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.described", description=main.__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="every message that goes wrong")
    parser.add_argument("--set", type=Path, action="append", default=[], help="descriptions of this file instead")
    parser.add_argument("--model", type=Path, help="a trained model: how likely it hears each message as a description")
    given = parser.parse_args()
    asyncio.run(measure(_messages(given.set), given.model, verbose=given.verbose))


def _messages(files: Sequence[Path]) -> list[Message]:
    """Read the messages of some files, or those beside this module."""
    found = []
    for file in files:
        for title, language, style, text in (line.split("\t") for line in _lines(file)):
            names = () if title == "-" else tuple(title.split(" / "))
            kind = f"{file.stem} {'finglish' if style == 'finglish' else language}"
            found.append(Message(text, kind if names else f"{file.stem}, not there", names))
    if files:
        return found
    for name in ("described", "half_remembered"):
        rows = [line.split("\t") for line in _lines(HERE / f"{name}.tsv")]
        found += [Message(text, name, tuple(names.split("|"))) for text, names in rows]
    return found + [Message(text, name, ()) for name in ("not_there", "other") for text in _lines(HERE / f"{name}.tsv")]


async def measure(messages: Sequence[Message], model: Path | None, *, verbose: bool) -> None:
    """Ask the demonstration library for every message."""
    heard = _heard(model, [one.text for one in messages]) if model else [1.0] * len(messages)
    vectors, counted = Vectors(), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/described.sqlite3"
        await asyncio.to_thread(migrate.upgrade, url)
        store = await Store.open(url, clock=SystemClock(), server_key=b"benchmark of descriptions")
        await seed.load(store, seed.DEMO_FILE)
        texts = await store.look(title_texts)
        await keep_vectors(store, {text: row.tolist() for text, row in zip(texts, vectors.of(texts), strict=True)})
        library = open_library(store, store.clock)
        meant = [await library.as_described(one.text) or one.text for one in messages]
        made = _Made(vectors, [asked_text(one) for one in meant])
        for message, told, share in zip(messages, meant, heard, strict=True):
            fits = (FITS if share >= SURELY else FITS_UNSAID) - SPELT_OTHERWISE * (told != message.text)
            titles = await _guesses(library, made, message, told, fits) if share >= MAY_DESCRIBE else []
            how = _judged(titles, await _is_right(library, message, titles), heard=share >= MAY_DESCRIBE)
            for kind in (message.kind, "all"):
                counted[kind, "messages"] += 1
                for each in how:
                    counted[kind, each] += 1
            if message.names and share >= MAY_DESCRIBE:
                right = await _all_that_are_right(library, message)
                if right and await _guesses(library, made, message, told, fits, out=right):
                    counted[message.kind, "offered if it were not there"] += 1
                    counted["all", "offered if it were not there"] += 1
            if verbose and "among three" not in how and (message.names or titles):
                print(f"{share:.2f} {', '.join(how) or 'nothing':<14}{message.text}\n     {[t.title for t in titles]}")
        await store.close()
    for (kind, name), number in sorted(counted.items()):
        whole = counted[kind, "messages"]
        print(f"{kind:24} {name:30} {number:4}" + (f" {number / whole:6.1%}" if name != "messages" else ""))


async def _guesses(
    library: Library, made: _Made, message: Message, told: str, fits: float, out: Sequence[str] = ()
) -> list[Title]:
    """Give what the conversation offers."""
    parts = dict.fromkeys((*denied_parts(message.text), *denied_parts(told)))
    left_out, said = list(out), told
    for _ in range(2):
        vector = made.of(asked_text(said))
        language = "fa" if detect(message.text) == "fa" else "en"
        titles = await library.described(
            said, language=language, limit=OFFERED, loosely=True, without=left_out, vector=vector, fits=fits
        )
        denied: list[str] = []
        of: list[str] = []
        for title in titles:
            names = [title.title, *(one.title for one in await library.editions(title.id))]
            if (part := is_denied(names, parts)) is not None:
                denied.append(title.id)
                of.append(part)
        if not denied:
            return titles
        left_out, said = [*left_out, *denied], without_parts(told, of)
    return [title for title in titles if title.id not in denied]


async def _is_right(library: Library, message: Message, titles: Sequence[Title]) -> list[bool]:
    """Tell of each title offered whether it is the one that is meant, in any edition."""
    right = []
    for title in titles:
        names = [title.title, *(one.title for one in await library.editions(title.id))]
        right.append(any(one.startswith(name) for one in names for name in message.names))
    return right


async def _all_that_are_right(library: Library, message: Message) -> list[str]:
    return [
        title.id
        for name in message.names
        for title in (await library.search(name, limit=9, exactly=True)).titles
        if title.title.startswith(name)
    ]


def _judged(titles: Sequence[Title], first: Sequence[bool], *, heard: bool) -> list[str]:
    how = ["heard"] if heard else []
    if titles:
        how.append("offered")
    if any(first):
        how.append("among three")
    if first[:1] == [True]:
        how.append("first")
    if titles and not any(first):
        how.append("offered wrongly")
    return how


def _heard(model: Path, texts: Sequence[str]) -> list[float]:
    """Give how likely a model hears each text as a description, by the engine's own environment."""
    done = subprocess.run(
        [str(ENGINE), "-m", "benchmarks.described.heard", str(model)],
        input=json.dumps(list(texts)).encode(), stdout=subprocess.PIPE, cwd=ROOT, check=True,
    )  # fmt: skip
    return [float(share) for share in json.loads(done.stdout.decode().splitlines()[-1])]


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    main()
