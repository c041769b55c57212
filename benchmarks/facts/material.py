"""Write what sentence vectors are adapted by: `.venv/bin/python -m benchmarks.facts.material OUT.json [--whole]`.

Every fact with its ways to ask, as they are looked up and as people mistype them, its question and what it tells, and
pairs of our own sentences that say the same in two languages. Without --whole, what is held out is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.facts.demonstration import ROOT, filled
from benchmarks.facts.holding_out import facts_apart, ways_apart
from benchmarks.facts.mistyping import mistyped
from bot.texts.files import forms_of, key_of, read
from crm.knowledge.entries import FACT, TOLD, KnowledgeEntry, asked_text, read_entries, script_of
from crm.learning.likeness import bare, centre
from protocol import plain_yaml
from protocol.values import LANGUAGES

# Sentences of other lengths are headings and buttons, or more than anybody asks.
FEWEST_WORDS, MOST_WORDS = 3, 25
_MARKS = re.compile(r"<[^>]*>|\{[^}]*\}")


def views(way: str, chance: random.Random) -> list[str]:
    """Give a way to ask without the words that every question has, with them, and both with typing errors."""
    short, whole = bare(way), asked_text(way)
    return [short, whole, mistyped(short, chance), mistyped(whole, chance)]


def facts(entries: list[KnowledgeEntry], *, whole: bool) -> Iterator[dict[str, object]]:
    """Give of each fact its number, topic, ways to ask with their views, and the texts that tell it."""
    chance = random.Random(5)
    apart = frozenset() if whole else facts_apart(entries)
    for entry in entries:
        if entry.kind != FACT or entry.ref in apart:
            continue
        ways = [*(entry.wordings if whole else ways_apart(entry)[0]), *entry.title.values()]
        yield {
            "fact": entry.id,
            "topic": entry.topic,
            "ways": [views(way, chance) for way in ways if bare(way)],
            "told": [text for _, text, which in entry.vector_texts() if which == TOLD and text],
        }


def pairs() -> list[tuple[str, str]]:
    """Give sentences of ours with their translations, without the words that every question has."""
    found = [*_pairs_of_texts(), *_pairs_of_answers()]
    cut = [(bare(_plain(one)), bare(_plain(other))) for one, other in found if _is_sentence(_plain(one))]
    return [(one, other) for one, other in dict.fromkeys(cut) if min(len(one.split()), len(other.split())) >= 3]


def _pairs_of_texts() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "locale" / "en" / "LC_MESSAGES").glob("*.po")):
        persian = {key_of(one): forms_of(one) for one in read(ROOT / "locale" / "fa" / "LC_MESSAGES" / file.name)}
        for one in read(file):
            forms, others = forms_of(one), persian.get(key_of(one), ())
            if len(forms) == len(others) == 1 and forms[0] and others[0]:
                yield forms[0], others[0]


def _pairs_of_answers() -> Iterator[tuple[str, str]]:
    domain = plain_yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    for variants in domain["responses"].values():
        texts: dict[str, str] = {}
        for each in variants:
            texts.setdefault(script_of(each.get("text") or ""), each.get("text") or "")
        if len(texts) == 2 and all(texts.values()):
            yield texts["en"], texts["fa"]


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split())


def _is_sentence(text: str) -> bool:
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS


async def main() -> None:
    """Write the material."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--whole", action="store_true", help="of all facts and ways, to make what is shipped")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = await filled(Path(folder))
        entries = await store.look(read_entries)
        await store.close()
    made = {
        "facts": list(facts(entries, whole=chosen.whole)),
        "pairs": pairs(),
        "centres": {language: centre(language) for language in LANGUAGES},
    }
    chosen.out.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    print(f"{len(made['facts'])} facts, {len(made['pairs'])} pairs")


if __name__ == "__main__":
    asyncio.run(main())
