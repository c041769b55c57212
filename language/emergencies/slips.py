"""Slips of the hand in English words of emergencies: who types in haste, and in fear, drops letters.

Only a letter left out inside a word, one typed once or twice, or two changed over are mended, and only into words from
which no other word of English arises so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

__all__ = ["respelt"]

_WORD = re.compile(r"(?<!\w)[a-z]{4,15}(?!\w)")
_MEANT = (
    "ambulance attack attacked attacking beating bleeding breathing breathe broken burning chasing child choking choked"
    " collapsed collapse conscious convulsing daughter dizzy emergency explosion fainted fainting fallen fighting"
    " firemen flames following grabbed harassed harassing injured kicked kicking kidnapped missing molesting paramedic"
    " poison poisoned police punched punching pushed pushing robbed screaming security seizure shooting shouting shoved"
    " shoving slapped slapping smoke somebody someone stabbed stabbing stealing stolen strangling suicide suffocating"
    " threatened threatening threatens touching trapped unconscious unresponsive violent vomiting weapon yelling"
).split()
# What is written so means something else, or is a word that patrons say.
_OTHERS = frozenset(
    "bating breath casing coking fames flame gabbed inured robed sapped sapping sealing shoe shoed shove stole tapped".split()
)
# Said so often in another spelling that it counts as one.
_ALSO = {
    "wuld": "would", "woud": "would", "esier": "easier", "eaiser": "easier", "easyer": "easier", "evry": "every",
    "evryone": "everyone", "everyoen": "everyone", "nigth": "night", "slep": "sleep", "slpet": "slept",
    "wihtout": "without", "withuot": "without", "anymor": "anymore", "somtimes": "sometimes", "smetimes": "sometimes",
    "ambulence": "ambulance", "blod": "blood", "bloood": "blood", "knif": "knife", "unconcious": "unconscious",
    "siezure": "seizure", "sumone": "someone", "sm1": "someone", "some1": "someone", "emergancy": "emergency",
    "thretening": "threatening", "threatning": "threatening", "strangeling": "strangling", "sucide": "suicide",
    "wepon": "weapon", "bleading": "bleeding", "breatheing": "breathing", "brething": "breathing", "feinted": "fainted",
}  # fmt: skip


def respelt(said: str) -> str:
    """Give folded words with those of emergencies as they were meant; everything else stays as it is."""
    return _WORD.sub(lambda found: _table().get(found[0], found[0]), said)


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for word in _MEANT:
        for slip in _slips(word):
            if slip not in _OTHERS and slip not in _MEANT:
                table.setdefault(slip, word)
    return {**table, **_ALSO}


def _slips(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        # The last letter is left out in endings too: "pushd", "bleedin".
        if len(word) > 5 or place < len(word) - 1:
            yield word[:place] + word[place + 1 :]
        if word[place] != word[place - 1]:
            yield word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        yield word[:place] + word[place] + word[place:]
