"""Measure the answers from facts and documents: `.venv/bin/python -m benchmarks.facts [SET …] [-v]`.

The demonstration library and the documents beside this module are loaded into a store of their own; questions are
ranked as the action server ranks them, without a topic (with --topics: with the right one). Those of the sets talked_*
and some of fresh_* follow a fact that was told. Vectors come from the engine's environment.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks.facts.asking import SETS, asked, figures, title_of
from benchmarks.facts.demonstration import Vectors, filled
from crm.knowledge.searching import SURE, index_of
from protocol.values import LANGUAGES


async def main() -> None:
    """Print the figures of both sets, or of one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("-v", "--verbose", action="store_true", help="what is not right, question by question")
    parser.add_argument("--words", action="store_true", help="without vectors")
    parser.add_argument("--topics", action="store_true", help="with the topic of the fact that is wanted")
    parser.add_argument("--adaptation", type=Path, help="vectors adapted by another file than the one that is shipped")
    parser.add_argument("--sure", type=float, default=SURE)
    chosen = parser.parse_args()
    vectors = Vectors(chosen.adaptation)
    with tempfile.TemporaryDirectory() as folder:
        store = await filled(Path(folder))
        await vectors.give(store)
        index = await index_of(store)
        print(f"{len(index.entries)} entries")
        for name in chosen.sets:
            answers = await asked(store, index, name, vectors, with_vectors=not chosen.words, with_topics=chosen.topics)
            print(name, {key: round(value, 3) for key, value in figures(answers, chosen.sure).items()})
            for language in LANGUAGES:
                part = [one for one in answers if one.language == language]
                print("  ", language, {key: round(value, 3) for key, value in figures(part, chosen.sure).items()})
            for one in answers if chosen.verbose else []:
                shown = [(round(each.score, 2), title_of(each.entry)[:60]) for each in one.found[:3]]
                falsely = not one.want and one.is_told(chosen.sure) and not one.is_open
                unsure = one.want and not one.is_told(chosen.sure)
                if falsely or unsure or (one.want and not one.is_right):
                    print(
                        "   ", "FALSE" if falsely else "UNSURE" if one.is_right else "WRONG", one.text, one.want, shown
                    )
        await store.close()


if __name__ == "__main__":
    asyncio.run(main())
