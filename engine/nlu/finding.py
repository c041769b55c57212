"""Extraction of every entity of a text, by rules over the text, for the intent that was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from engine.nlu.found import FoundEntity
from engine.nlu.numbers import find_barcodes, named_isbns
from engine.nlu.places import LookupTable
from engine.nlu.titles import find_names
from language.aligned import in_place
from language.choices import find_choice
from language.dates import find_dates, find_times
from language.scores import find_score
from protocol.clock import clock_from_env
from protocol.intents import intents_with

# A choice only means something where a list may have been shown, or in the middle of an answer.
CHOOSING = intents_with("chooses")
# Here a day or an hour is rather a part of a name («شنبه», "Saturday") than a request.
TIMELESS = intents_with("timeless")
# More days, or hours, than these are no request in a message.
MOST_MOMENTS = 20
SCORING = intents_with("scores")


def _spoken(text: str) -> bool:
    """Tell whether a text is so short that a number in it may be a choice or a score."""
    return len(text.split()) <= 3


def find_entities(text: str, intent: str, places: LookupTable, *, leans: bool = False) -> list[FoundEntity]:
    """Every entity of a text for the intent that was read, in order of place, none over another.

    Of what leans on the topic before it only what is put in place of something is a title.
    """
    plain = in_place(text)
    found: list[FoundEntity] = []

    def take(candidates: Iterable[FoundEntity]) -> None:
        for each in candidates:
            if not any(each.overlaps(other) for other in found):
                found.append(each)

    take(named_isbns(plain))
    take(find_barcodes(plain))
    take(places.find(text, plain))
    if intent not in TIMELESS:
        take(_moments(text, choosing=intent in CHOOSING))
    names = find_names(text, plain, intent, list(found), leans=leans)
    take(name for name in names if not (intent in CHOOSING and _is_choice(name, text)))
    if intent in SCORING or (_spoken(text) and intent in CHOOSING):
        found.extend(_score(text, plain, intent))
    if intent in CHOOSING and not any(each.entity in ("isbn", "barcode", "title") for each in found):
        choice = find_choice(text)
        if choice is not None:
            found.append(FoundEntity("which", choice.to_value(), 0, len(text)))
    return sorted(found, key=lambda each: (each.start, each.end))


def _is_choice(name: FoundEntity, text: str) -> bool:
    """Tell whether what looks like a title says which of the things shown is meant: "all but the second"."""
    quoted = name.start > 0 and text[name.start - 1] in "«\"“'"
    return name.entity == "title" and not quoted and find_choice(name.value) is not None


def _score(text: str, plain: str, intent: str) -> Iterator[FoundEntity]:
    score = find_score(text)
    if score is None:
        return
    # Good and bad are said of anything in praise; outside of a score only a bare number may be one.
    if intent == "rate" or (intent in SCORING and score.counted) or str(score.value) == plain.strip(" .!"):
        yield FoundEntity("score", str(score.value), score.start, score.end)


def _moments(text: str, *, choosing: bool) -> Iterator[FoundEntity]:
    today = clock_from_env().now().date()
    for span in islice(find_dates(text, today), MOST_MOMENTS):
        # «دومی» after a list is the second one, not the second of the month.
        if choosing and len(span.text.split()) == 1 and find_choice(span.text) is not None:
            continue
        yield FoundEntity("date", text[span.start : span.end], span.start, span.end)
    for time in islice(find_times(text), MOST_MOMENTS):
        yield FoundEntity("time", text[time.start : time.end], time.start, time.end)
