"""Remarks on a text before it becomes an example: near duplicates, a likelier intent, personal data."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.console.frame.intent_names import intent_names
from bot.console.frame.visit import Visit
from bot.console.intents.catalogue import neighbours_of
from bot.content.errors import ContentRefused
from bot.content.examples import example_key, fit
from bot.content.names import IntentNames
from bot.engine_client import EngineError, Parse
from language.masking import mask

__all__ = ["MOST_LINES", "UnderstoodLine", "ExampleRemark", "look_at", "look_at_all"]

PARSE_SECONDS = 5.0
# The running model reads a text as another intent: worth saying from here.
CLEAR = 0.5
MOST_LINES = 300
# More lines than these are not put to the model one by one: the page would be long in coming.
MOST_PARSED = 80
AT_ONCE = 4
_PERSIAN = re.compile("[\u0620-\u06d3]")


@dataclass(frozen=True, slots=True)
class ExampleRemark:
    """One remark: bad ones stand in the way, care is advice; `key` is the text `intents.remark.<key>`."""

    tone: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnderstoodLine:
    """One line that was pasted, as it would be added, with what is to be said of it."""

    text: str
    remarks: tuple[ExampleRemark, ...]

    @property
    def is_fit(self) -> bool:
        """Tell whether it can be added."""
        return not any(remark.tone == "bad" for remark in self.remarks)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether somebody should think before it is added."""
        return any(remark.tone == "care" for remark in self.remarks)

    @property
    def is_read_otherwise(self) -> bool:
        """Tell whether the running model takes it for something else."""
        return any(remark.key == "read_as" for remark in self.remarks)


async def look_at(
    visit: Visit, reader_language: str, language: str, intent: str | None, text: str, *, ask: bool = True
) -> list[ExampleRemark]:
    """Say what there is to say of one text for an intent (None: a new one); `ask` the running model too."""
    refused = _refusal(text)
    if refused is not None:
        return [refused]
    names = await intent_names(visit)
    remarks: list[ExampleRemark] = []
    if language == "en" and _PERSIAN.search(text):
        remarks.append(ExampleRemark("care", "persian"))
    for near in (await neighbours_of(visit, language)).near(text)[:2]:
        other = near.example.intent
        values = {"text": near.example.text, "intent": names(other, reader_language)}
        if near.is_same:
            return [ExampleRemark("bad", "same" if other == intent else "same_elsewhere", values)]
        remarks.append(
            ExampleRemark("info", "near", values)
            if other == intent
            else ExampleRemark("care", "near_elsewhere", values)
        )
    if ask:
        remarks += await _model_says(visit, names, reader_language, language, intent, text)
    return remarks


async def look_at_all(
    visit: Visit, reader_language: str, language: str, intent: str | None, texts: Sequence[str]
) -> list[UnderstoodLine]:
    """Look at pasted lines; one that stands among them twice is refused the second time."""
    gate = asyncio.Semaphore(AT_ONCE)
    known: set[str] = set()
    ask = len(texts) <= MOST_PARSED

    async def look(text: str, again: bool) -> UnderstoodLine:
        if again:
            return UnderstoodLine(text, (ExampleRemark("bad", "twice"),))
        async with gate:
            remarks = await look_at(visit, reader_language, language, intent, text, ask=ask)
        return UnderstoodLine(text, tuple(remarks))

    waiting = []
    for text in texts[:MOST_LINES]:
        key = example_key(text)
        waiting.append(look(_plain(text), key in known))
        known.add(key)
    return list(await asyncio.gather(*waiting))


def private_kinds(text: str) -> list[str]:
    """Give the kinds of personal data in a text, each once."""
    return list(dict.fromkeys(found.kind for found in mask(text).found))


async def parse(visit: Visit, text: str, language: str) -> Parse | None:
    """Ask the running model what a text means; None when it cannot be asked."""
    try:
        return await visit.console.engine.parse(text, language, timeout=PARSE_SECONDS)
    except EngineError:
        return None


def _plain(text: str) -> str:
    try:
        return fit(text)
    except ContentRefused:
        return text


def _refusal(text: str) -> ExampleRemark | None:
    try:
        fit(text)
    except ContentRefused as error:
        return ExampleRemark("bad", error.code, dict(error.facts))
    kinds = private_kinds(text)
    return ExampleRemark("bad", f"private.{kinds[0]}") if kinds else None


async def _model_says(
    visit: Visit, names: IntentNames, reader_language: str, language: str, intent: str | None, text: str
) -> list[ExampleRemark]:
    found = await parse(visit, text, language)
    if found is None or found.intent.name is None:
        return []
    values = {
        "intent": names(found.intent.name, reader_language),
        "share": round(found.intent.confidence * 100),
    }
    if found.intent.name == intent:
        return [ExampleRemark("info", "read_right", values)]
    if found.intent.confidence >= CLEAR and found.intent.name not in ("out_of_scope", "nlu_fallback"):
        # The running model cannot know a new intent: whatever it reads instead is no fault of the example.
        return [ExampleRemark("info" if intent is None else "care", "read_as", values)]
    return []
