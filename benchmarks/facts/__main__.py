"""Measure the answers from facts and documents: `.venv/bin/python -m benchmarks.facts [SET …] [-v]`.

The demonstration library and the documents beside this module are loaded into a store of their own; questions are
ranked as the action server ranks them, without a topic (with --topics: with the right one). Those of the sets talked_*
may follow a fact that was told. Vectors come from the engine's environment.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from crm.actor import Actor
from crm.database import migrate
from crm.database.store import Store
from crm.knowledge.documents import DocumentValues, put_document
from crm.knowledge.entries import FACT, asked_text
from crm.knowledge.index import Index
from crm.knowledge.searching import SURE, SURE_OF_TOPIC, After, Found, Question, index_of, ranked
from crm.knowledge.vectors import keep_vectors, without_vector
from crm.library_info import directory
from language.requests.bare_questions import find_aspect, in_full
from library.documents import read_safely
from library.seed import DEMO_FILE, load
from protocol import plain_yaml
from protocol.clock import clock_from_env
from protocol.values import LANGUAGES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ENGINE = ROOT / ".venv-engine" / "bin" / "python"
SETS = ["looked_at", "kept_apart", "talked_looked_at", "talked_kept_apart"]
LINK = "https://narvan-library.example/{}"


@dataclass
class Asked:
    """A question of the set, with its ranking."""

    text: str
    language: str
    want: list[str]
    found: list[Found]
    seconds: float
    topic: str | None = None

    def is_told(self, sure: float) -> bool:
        """Whether the action server would say what stands first."""
        if not self.found:
            return False
        best = self.found[0]
        of_topic = best.leans or (self.topic is not None and best.entry.topic == self.topic)
        return best.score >= (SURE_OF_TOPIC if of_topic else sure)

    @property
    def is_open(self) -> bool:
        """Whether what stands first is a question without an answer, of which only that is said."""
        return bool(self.found) and self.found[0].entry.is_open

    @property
    def is_right(self) -> bool:
        """Whether what stands first is what was asked for."""
        return bool(self.found) and any(each in self._name(self.found[0]) for each in self.want)

    @staticmethod
    def _name(found: Found) -> str:
        return found.entry.title.get("en") or found.entry.title["fa"]


def encoded(texts: list[str]) -> tuple[list[Any], float]:
    """Give the vectors of texts by the engine's encoder, and the seconds of one."""
    start = time.perf_counter()
    done = subprocess.run(
        [str(ENGINE), "-m", "engine.nlu.vectors"], input=json.dumps(texts).encode(), stdout=subprocess.PIPE, cwd=ROOT,
        check=True,
    )  # fmt: skip
    rows = np.frombuffer(done.stdout, dtype=np.float32).reshape(len(texts), -1)
    return list(rows), (time.perf_counter() - start) / max(1, len(texts))


def kept(texts: list[str], file: Path) -> list[Any]:
    """Give the vectors of texts, those made before from a file."""
    known: dict[str, Any] = dict(np.load(file)) if file.is_file() else {}
    keys = [sha256(text.encode()).hexdigest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        made, _ = encoded(list(missing.values()))
        known |= dict(zip(missing, made, strict=True))
        np.savez(file, **known)
    return [known[key] for key in keys]


async def library(folder: Path, cache: Path) -> Store:
    """Make the store with the demonstration and the documents, and all vectors."""
    url = f"sqlite:///{folder / 'facts.sqlite3'}"
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, clock=clock_from_env(), server_key=b"benchmark of facts")
    await load(store, DEMO_FILE)
    by = Actor("system", "benchmark")
    for file in sorted((HERE / "documents").iterdir()):
        data = file.read_bytes()
        read = await read_safely(file.name, data)
        passages = [(each.heading, each.text) for each in read.passages]
        digest, link = sha256(data).hexdigest(), LINK.format(file.stem)
        values = DocumentValues(file.name, read.title, read.language, read.kind, digest, len(data), passages, link)
        await put_document(store, values, by=by)
    while texts := await without_vector(store, 2000):
        vectors = await asyncio.to_thread(kept, texts, cache)
        await keep_vectors(store, {text: row.tolist() for text, row in zip(texts, vectors, strict=True)})
    return store


async def asked(
    store: Store, index: Index, name: str, cache: Path, *, with_vectors: bool, with_topics: bool
) -> list[Asked]:
    """Ask all questions of a set."""
    rows = plain_yaml.load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    said = [(row["fa"], "fa") if "fa" in row else (row["en"], "en") for row in rows]
    named = {entry.title["en"]: entry for entry in index.entries if entry.kind == FACT}
    told = [named.get(row.get("told", "")) for row in rows]
    full = [f"{text} {in_full(find_aspect(text) or '', language)}".strip() for text, language in said]
    texts = [text if last is None else more for (text, _), more, last in zip(said, full, told, strict=True)]
    both = [
        text if last is None else f"{text} {last.title[language]}"
        for (text, language), last in zip(said, told, strict=True)
    ]
    vectors = await asyncio.to_thread(kept, [asked_text(text) for text in (*texts, *both)], cache)
    answers = []
    for place, (row, (text, language)) in enumerate(zip(rows, said, strict=True)):
        vector, last = vectors[place], told[place]
        wanted = [named[each].topic for each in row.get("want", []) if each in named]
        start = time.perf_counter()
        branch = await directory.find_branch(store, text)
        after = (
            After(
                last.ref,
                last.topic,
                both[place],
                vectors[len(said) + place] if with_vectors else None,
                surely=find_aspect(text) is not None,
                aspect=find_aspect(text),
            )
            if last is not None
            else None
        )
        question = Question(
            texts[place],
            language,
            date(2026, 11, 26),
            vector if with_vectors else None,
            topic=wanted[0] if wanted and with_topics else None,
            branch_id=branch.id if branch else None,
            after=after,
        )
        found = ranked(index, question)
        answers.append(Asked(text, language, row.get("want", []), found, time.perf_counter() - start, question.topic))
    return answers


def figures(answers: list[Asked], sure: float) -> dict[str, float]:
    """Sum up a set's answers."""
    right = [one for one in answers if one.want]
    none = [one for one in answers if not one.want]
    told = [one for one in right if one.is_told(sure)]
    seconds = sorted(one.seconds for one in answers)
    return {
        "first": sum(one.is_right for one in right) / len(right),
        "told and right": sum(one.is_right for one in told) / len(right),
        "told and wrong": sum(not one.is_right for one in told) / len(right),
        "falsely told": sum(one.is_told(sure) and not one.is_open for one in none) / max(1, len(none)),
        "search p95 ms": 1000 * seconds[int(0.95 * (len(seconds) - 1))],
    }


async def main() -> None:
    """Print the figures of both sets, or of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("-v", "--verbose", action="store_true", help="what is not right, question by question")
    parser.add_argument("--words", action="store_true", help="without vectors")
    parser.add_argument("--topics", action="store_true", help="with the topic of the fact that is wanted")
    parser.add_argument("--sure", type=float, default=SURE)
    chosen = parser.parse_args()
    cache = Path(tempfile.gettempdir()) / "ketabyar-benchmark-facts.npz"
    with tempfile.TemporaryDirectory() as folder:
        store = await library(Path(folder), cache)
        index = await index_of(store)
        print(f"{len(index.entries)} entries")
        for name in chosen.sets:
            answers = await asked(store, index, name, cache, with_vectors=not chosen.words, with_topics=chosen.topics)
            print(name, {key: round(value, 3) for key, value in figures(answers, chosen.sure).items()})
            for language in LANGUAGES:
                part = [one for one in answers if one.language == language]
                print("  ", language, {key: round(value, 3) for key, value in figures(part, chosen.sure).items()})
            for one in answers if chosen.verbose else []:
                shown = [(round(each.score, 2), Asked._name(each)[:60]) for each in one.found[:3]]
                falsely = not one.want and one.is_told(chosen.sure) and not one.is_open
                unsure = one.want and not one.is_told(chosen.sure)
                if falsely or unsure or (one.want and not one.is_right):
                    print(
                        "   ", "FALSE" if falsely else "UNSURE" if one.is_right else "WRONG", one.text, one.want, shown
                    )
        await store.close()


if __name__ == "__main__":
    asyncio.run(main())
