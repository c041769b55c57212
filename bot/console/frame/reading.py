"""Display of conversations: search words marked, and masked for readers who may not see patrons."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.console.frame.visit import Visit
from bot.covered import NAME, in_words
from crm.conversations.transcript import Talk, TranscriptLine
from crm.database.store import Store
from crm.messages.search import words_of
from language.masking import TOKENS, mask
from language.normalise import ZWNJ
from protocol.intents import intents_with

__all__ = ["Part", "changes_of", "clipped", "cover", "marked", "read_once", "shown_lines"]

Part = tuple[str, bool]
"""A piece of a text, and whether it is one of the words that were looked for."""

# By what somebody could be reached: whoever talks with them is told that it is gone.
_CONTACTS = (TOKENS["phone"], TOKENS["email"])
# Made by the engine or by buttons: nobody teaches them.
UNTAUGHT = intents_with("untaught")
SHORTEST_NAME = 3
SNIPPET = 160
# What one reader saw of one conversation is noted again only after so long: a page that is open asks every moment.
NOTED_SECONDS = 600.0
MOST_NOTED = 5000

_SAME = ("یيى", "کك", "هة", "اأإآ")
# What may stand between letters without being seen: marks, a drawn-out line, signs without width.
_MARKS = "[\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff_]"
# What is written together with a name; the longer first, for what was taken once is not given back.
_WITH_NAMES = "منم|من|خانم|خانوم|آقای|آقا|جان|جون|mrs|mr|miss|ms"
# What a Persian name may end in: «نیکزادم», «سارا‌ست», «رضایی‌ها».
_ENDING = f"{ZWNJ}?(?:ام|م|ات|ت|اش|ش|مان|تان|شان|ها|های|هایی|ای|ی|یم|ست|است|هستم|رو|و|'?s)?"
_TOKEN = re.compile(f"[\\w{ZWNJ}\u0640\u064b-\u065f\u0670]+")
# Of each store its own: sessions of two are numbered alike.
_noted: WeakKeyDictionary[Store, dict[tuple[int, str, str], float]] = WeakKeyDictionary()


def cover(reader: Reader, text: str, names: Sequence[str] = ()) -> str:
    """Give a text as the reader may see it: without READ_PATRONS masked once more, and the patron's names covered."""
    if not text:
        return text
    if reader.may(Permission.READ_PATRONS):
        return in_words(reader.language, text)
    covered = mask(text).text
    words = {word for name in names for word in name.split() if len(word) >= SHORTEST_NAME}
    hidden = re.sub(_written_anyhow(words), NAME, covered, flags=re.IGNORECASE) if words else covered
    return in_words(reader.language, hidden)


def _written_anyhow(words: Collection[str]) -> str:
    """Make the pattern of names in whatever letters: drawn out, with marks, spelled out, or joined to each other."""
    joined, spelled = [], []
    for word in sorted(words, key=len, reverse=True):
        alike = [next((f"[{each}]" for each in _SAME if sign in each), re.escape(sign)) for sign in word]
        # Taken whole and not given back: a name of one letter, repeated, would try every way to divide a text.
        letters = [f"{each}++" for each, _ in groupby(alike)]
        joined.append(f"{_MARKS}*".join(letters))
        spelled.append(f"{_MARKS}*[ _.-]".join(letters))
    name = "|".join(joined)
    # Within a longer word it is another word: «نگارستان» is nobody's name.
    before, after = rf"(?:(?:{_WITH_NAMES}){_MARKS}*)?", rf"(?:{_MARKS}*(?:{name}|{_WITH_NAMES}))*+"
    whole = rf"(?<![^\W_]){before}(?:{name}){after}{_ENDING}(?![^\W_])"
    return rf"{whole}|(?<!\w)(?:{'|'.join(spelled)})(?!\w)"


def marked(text: str, wanted: Sequence[str]) -> list[Part]:
    """Take a text apart at the words that were looked for; the last of them may be the beginning of a word.

    Words are compared folded, so that «می‌خواهم» is marked for «میخوام»; two words that fold into one are marked both.
    """
    if not wanted:
        return [(text, False)]
    tokens = list(_TOKEN.finditer(text))
    hit = [_is_hit(words_of(token.group()), wanted) for token in tokens]
    for place in range(len(tokens) - 1):
        if not (hit[place] and hit[place + 1]):
            together = words_of(f"{tokens[place].group()} {tokens[place + 1].group()}")
            if len(together) == 1 and _is_hit(together, wanted):
                hit[place] = hit[place + 1] = True
    parts: list[Part] = []
    at = 0
    for token, is_hit in zip(tokens, hit, strict=True):
        if is_hit:
            if token.start() > at:
                parts.append((text[at : token.start()], False))
            parts.append((token.group(), True))
            at = token.end()
    if at < len(text):
        parts.append((text[at:], False))
    return parts


def clipped(parts: Sequence[Part], most: int = SNIPPET) -> list[Part]:
    """Shorten a marked text to the surroundings of its first hit."""
    text = "".join(piece for piece, _ in parts)
    if len(text) <= most:
        return list(parts)
    first = 0
    for piece, is_hit in parts:
        if is_hit:
            break
        first += len(piece)
    else:
        first = 0
    start = max(0, min(first - most // 3, len(text) - most))
    end = start + most
    # Not in the middle of a word.
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    shown: list[Part] = []
    at = 0
    for piece, is_hit in parts:
        cut = piece[max(0, start - at) : max(0, end - at)]
        if cut:
            shown.append((cut, is_hit))
        at += len(piece)
    return [*([("… ", False)] if start else []), *shown, *([(" …", False)] if end < len(text) else [])]


def shown_lines(reader: Reader, talk: Talk, lines: list[TranscriptLine], words: list[str]) -> list[dict[str, Any]]:
    """Make what the template shows of messages: texts covered where they must be, and marked."""
    shown = []
    asked: str | None = None
    for line in lines:
        asked = line.intent or asked if line.sender == "patron" else asked
        entities = [
            (str(each.get("entity", "")), cover(reader, str(each.get("value", "")), talk.names))
            for each in line.entities
        ]
        text = cover(reader, line.text, talk.names)
        changes = changes_of(reader, line, asked) if line.sender == "bot" else []
        shown.append(
            {
                "line": line,
                "parts": marked(text, words),
                "entities": entities,
                "has_text": bool(text),
                "hides_contact": line.sender == "patron" and any(sign in line.text for sign in _CONTACTS),
                "changes": changes,
            }
        )
    return shown


def changes_of(reader: Reader, line: TranscriptLine, intent: str | None) -> list[tuple[str, str]]:
    """Name where a message of the bot's is changed, the likeliest place first: kind of place, and its address.

    What was told from a fact or a passage is changed there; the answer around it, and what leads to it, elsewhere.
    """
    found: list[tuple[str, str]] = []
    if reader.may(Permission.READ_PLACES):
        found += [(ref.partition(":")[0], f"/console/places/told/{ref}") for ref in line.told]
    if line.answer_name and reader.may(Permission.READ_ANSWERS):
        found.append(("answer", f"/console/answers/{line.answer_name}"))
    if intent and intent not in UNTAUGHT and reader.may(Permission.READ_INTENTS):
        found.append(("intent", f"/console/intents/{intent}"))
    return found


async def read_once(
    visit: Visit, action: str, conversation: str, fields: Sequence[str], patron: str | None = None
) -> None:
    """Note in the trail that the reader saw a conversation or a patron; a page that asks again is the same reading."""
    key, now = (visit.reader.session_id, action, conversation), asyncio.get_running_loop().time()
    noted = _noted.setdefault(visit.store, {})
    if now - noted.get(key, -NOTED_SECONDS) < NOTED_SECONDS:
        return
    await visit.audited(action, "interaction", conversation, fields, patron=patron)
    if len(noted) > MOST_NOTED:
        noted.clear()
    noted[key] = now


def _is_hit(words: Sequence[str], wanted: Sequence[str]) -> bool:
    whole, beginning = wanted[:-1], wanted[-1]
    return any(word in whole or word.startswith(beginning) for word in words)
