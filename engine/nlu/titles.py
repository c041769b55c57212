"""Extraction of titles, authors and topics: by quotation marks, or by removing the carrier phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.nlu.found import FoundEntity
from language.requests.titles.carriers import AFTER, AUTHOR, BEFORE, NOTHING, QUOTED, REQUEST_STARTS, SENTENCE, TOPIC
from protocol.intents import intents_with

# Intents in which a patron may name a title, an author or a topic.
NAMING = intents_with("names_things")
# In these the rest of the sentence, without its carriers, is what is looked for.
FREE = intents_with("takes_title")
# In these a name without any carrier is still what is looked for.
BARE = intents_with("bare_title")

# "What about Dune?", «کلیدر چی؟»: something else in place of what was talked of.
_IN_PLACE = re.compile(
    r"^\W*(?:and|or|also|(?:what|how) about|و|یا)\b|(?<!\w)(?:چی|چطور|چه طور|چیه)\W*$", re.IGNORECASE
)

_LONGEST = 9
_EDGES = " \t,.:;!?؟-–\"'«»()"
_SEPARATORS = " \t\r\n\v\f,.:;!-–"
# Longer than what stands after a title, with what is quoted of a name in it: the rest need not be looked at for it.
_AFTER_LONGEST = 80


def find_names(
    text: str, plain: str, intent: str, taken: list[FoundEntity], *, leans: bool = False
) -> Iterator[FoundEntity]:
    """Yield what a patron named, in a text and its aligned form, for the intent that was read.

    `taken` holds entities already found (ISBN, date, branch); their letters belong to no title. Where a text leans on
    the topic before it, most words are about that and name nothing.
    """
    if intent not in NAMING:
        return
    masked = _without(plain, taken)
    quoted = [_span("title", text, *_inner(match)) for match in QUOTED.finditer(masked)]
    titles = [found for found in quoted if found is not None]
    yield from titles
    if leans and not _IN_PLACE.search(masked):
        return
    rest = _without(masked, titles)
    named = bool(titles) or any(found.entity in ("isbn", "barcode") for found in taken)
    for sentence in SENTENCE.finditer(rest):
        found = list(_in_sentence(text, rest, sentence.start(), sentence.end(), intent, named))
        yield from found
        if found and any(each.entity == "title" for each in found):
            return


def _in_sentence(text: str, rest: str, start: int, end: int, intent: str, titled: bool) -> Iterator[FoundEntity]:
    topic = TOPIC.search(rest, start, end)
    if topic is not None:
        found = _stripped("topic", text, rest, topic.start("what"), end, leading=False)
        if found is not None:
            yield found
            end = topic.start()
            if not titled and intent in BARE:
                return
    author = AUTHOR.search(rest, start, end)
    if author is not None and (
        author.group().startswith("از ") is False or titled or _follows_book(rest, start, author.start())
    ):
        found = _stripped("author", text, rest, author.start("name"), end, leading=False)
        if found is not None and len(found.value.split()) <= 5:
            yield found
            end = author.start()
    if titled or intent not in FREE:
        return
    found = _stripped("title", text, rest, start, end, leading=True)
    if found is None:
        return
    untouched = (found.start, found.end) == _trim(rest, start, end)
    if not untouched or intent in BARE:
        yield found


def _follows_book(rest: str, start: int, at: int) -> bool:
    """Tell whether «از» follows a named book («کتاب X از Y») or opens the question («از Y چی دارین»)."""
    before = rest[start:at].strip()
    return not before or bool(re.search(r"(?:کتاب|رمان|چیزی|اثری|هرچی|هر چی|سلام|،|,)", before))


def _stripped(entity: str, text: str, rest: str, start: int, end: int, *, leading: bool) -> FoundEntity | None:
    changed = True
    while changed and start < end:
        changed = False
        segment = rest[start:end]
        if leading and (before := BEFORE.match(segment)) and before.end():
            start, changed = start + before.end(), True
            continue
        looked_at = len(segment.rstrip(_SEPARATORS + "?؟")) - _AFTER_LONGEST
        if (after := AFTER.search(segment, max(0, looked_at))) and after.start() < len(segment):
            end, changed = start + len(segment[: after.start()].rstrip(_SEPARATORS)), True
    start, end = _trim(rest, start, end)
    return _span(entity, text, start, end)


def _span(entity: str, text: str, start: int, end: int) -> FoundEntity | None:
    value = text[start:end]
    tokens = [token for token in re.findall(r"[^\W_]+", value.casefold()) if token]
    if not tokens or len(tokens) > _LONGEST or _is_no_name(tokens):
        return None
    return FoundEntity(entity, value, start, end)


def _is_no_name(tokens: list[str]) -> bool:
    return all(token in NOTHING or token.startswith(REQUEST_STARTS) for token in tokens)


def _inner(match: re.Match[str]) -> tuple[int, int]:
    for group in (1, 2, 3):
        if match.group(group) is not None:
            return match.span(group)
    return match.span()


def _trim(rest: str, start: int, end: int) -> tuple[int, int]:
    while start < end and rest[start] in _EDGES:
        start += 1
    while end > start and rest[end - 1] in _EDGES:
        end -= 1
    return start, end


def _without(plain: str, found: list[FoundEntity]) -> str:
    """The text with the letters of what was found blanked out by sentence ends; its length stays."""
    letters = list(plain)
    for each in found:
        for place in range(each.start, each.end):
            letters[place] = "\n"
    return "".join(letters)
