"""Cards: the lists of an answer once more, thing by thing, for a channel that shows more than words.

What a card says is cut out of the answer's words; only an author may be added. An answer that staff have worded so that
this cannot be done is shown as its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from language.answers import Answers
from language.bidi import plain
from language.facts import Facts, value_text

__all__ = ["cards_of"]

# Lines of lists, by what they are about.
LINES = {
    "utter_line_title": "title",
    "utter_line_title_only": "title",
    "utter_line_reading": "title",
    "utter_line_guess": "title",
    "utter_line_compared": "title",
    "utter_line_volume": "title",
    "utter_line_loan": "loan",
    "utter_line_loan_only": "loan",
    "utter_line_renewable": "loan",
    "utter_line_outcome": "loan",
    "utter_line_hold": "hold",
    "utter_line_hold_only": "hold",
    "utter_line_event": "event",
}
# Answers about one thing: from its name to the end they are its card.
ALONE = {"utter_search_one": "title", "utter_search_one_similar": "title", "utter_event": "event"}
_BEFORE = re.compile(r"(?:[\s\u2066-\u2069]*(?:[•*-]|(?P<n>\d+)\.))?[\s\u2066-\u2069«“\"]*")
_AFTER = re.compile('^[\\s\u2069»”",،:;.\u2013\u2014-]+')
# What follows a name in Persian and cannot begin a line.
_LEANS = re.compile(r"را(?!\w)")

CardList = dict[str, Any]


def cards_of(
    name: str, facts: Mapping[str, Any], text: str, buttons: Sequence[Mapping[str, str]], language: str, book: Answers
) -> list[CardList]:
    """Give the lists in an answer's text as {"kind", "first", "last", "items"}: lines of the text, from 0, and things.

    An item is {"title", "author", "n", "lines", "buttons", "press", "isbn"}, where it has them; `press` is the payload
    of that button of the answer which bears its title and means this thing (the `ref` of its line): of two copies or
    editions with one title each has its own, and what no button means has none.
    """
    written = text.split("\n")
    found: list[CardList] = []
    for kind, line, entries in _lists(name, facts):
        rendered = [book.render(line, language, {**entry, "n": n}).text for n, entry in enumerate(entries, start=1)]
        block = "\n".join(rendered).split("\n")
        first = _place(written, block)
        items = [_item(entry, told, buttons, language, book) for entry, told in zip(entries, rendered, strict=True)]
        if first is None or None in items:
            continue
        found.append({"kind": kind, "first": first, "last": first + len(block) - 1, "items": items})
    if name in ALONE and not found:
        found.extend(_alone(name, facts, written, language, book))
    return sorted(found, key=lambda each: each["first"])


def _lists(name: str, facts: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    """Name the lists among an answer's facts and those of the answers in it: kind, answer of a line, entries."""
    for fact in facts.values():
        if not isinstance(fact, Mapping):
            continue
        kind, entries = LINES.get(str(fact.get("line"))), fact.get("list")
        if kind is not None and isinstance(entries, list) and entries and fact.get("between") != "comma":
            if all(isinstance(entry, Mapping) for entry in entries):
                yield kind, str(fact["line"]), entries
        elif "answer" in fact:
            yield from _lists(name, fact)


def _place(written: Sequence[str], block: Sequence[str]) -> int | None:
    """Give the line at which lines stand in a text, one and the same way; None where they do not, or stand twice."""
    size = len(block)
    places = [at for at in range(len(written) - size + 1) if list(written[at : at + size]) == list(block)]
    return places[0] if len(places) == 1 else None


def _item(
    entry: Mapping[str, Any], told: str, buttons: Sequence[Mapping[str, str]], language: str, book: Answers
) -> dict[str, Any] | None:
    """Make the card of a line; None where the line says something in front of the name."""
    inner = entry.get("line") if isinstance(entry.get("line"), Mapping) else None
    named = entry.get("title") or (inner or {}).get("title")
    words = _worded(named, language, book)
    if not words:
        return None
    before, name, rest = told.partition(words)
    number = _BEFORE.fullmatch(before)
    if not name or number is None:
        return None
    item = _named(named, entry, language, book)
    item["lines"] = [told[number.end() :]] if _LEANS.match(_AFTER.sub("", rest)) else _lines(rest)
    if number["n"]:
        item["n"] = number["n"]
    if offered := entry.get("choices"):
        item["buttons"] = book.render("utter_part_title", language, {"title": words, "choices": offered}).buttons
    ref = entry.get("ref")
    if ref and (press := next((one["payload"] for one in buttons if _means(one, item["title"], ref)), None)):
        item["press"] = press
    return item


def _means(button: Mapping[str, str], title: str, ref: Any) -> bool:
    """Tell whether a button bears a title, and its payload means the thing of a reference."""
    if button["title"] != title:
        return False
    _, brace, values = button["payload"].partition("{")
    try:
        return bool(brace) and json.loads(brace + values).get("ref") == ref
    except ValueError:
        # A button of the library's own wording.
        return False


def _alone(
    name: str, facts: Mapping[str, Any], written: Sequence[str], language: str, book: Answers
) -> Iterator[CardList]:
    words = _worded(facts.get("title"), language, book)
    first = next((at for at, line in enumerate(written) if words and line.startswith(words)), None)
    if first is None:
        return
    item = _named(facts["title"], facts, language, book)
    item["lines"] = _lines("\n".join(written[first:])[len(words) :])
    yield {"kind": ALONE[name], "first": first, "last": len(written) - 1, "items": [item]}


def _named(named: Any, entry: Mapping[str, Any], language: str, book: Answers) -> dict[str, Any]:
    """Name a thing by its title and author, apart."""
    within = named if isinstance(named, Mapping) and "answer" in named else {"title": named}
    item = {"title": plain(_worded(within.get("title"), language, book))}
    for key, value in (("author", within.get("author") or entry.get("author")), ("isbn", entry.get("isbn"))):
        if isinstance(value, str) and value:
            item[key] = value
    return item


def _worded(fact: Any, language: str, book: Answers) -> str:
    if isinstance(fact, Mapping) and "answer" in fact and str(fact["answer"]) not in book:
        return ""
    return value_text(fact, Facts(language, "UTC", lambda other, given: book.render(other, language, given).text))


def _lines(rest: str) -> list[str]:
    first, *others = rest.split("\n")
    return [line for line in (_AFTER.sub("", first).strip(), *(other.strip() for other in others)) if line]
