"""Facts of a wish for something to read: its parts by name, and the reasons for a suggestion."""

from __future__ import annotations

from actions.dialogue.turn import Fact, as_date, nested
from actions.facts.lines import language_name, listed
from language.genres import AUDIENCES, FORMS, GENRES, KINDS
from language.requests.reading.places_told import TOLD_PLACES
from language.requests.reading.wish import ReadingWish
from library.values import Title, Why

__all__ = ["untold_named", "why_told", "wish_named", "wish_part"]

# What no catalogue tells, by the codes of language/requests/reading/reading_untold.py.
_UNTOLD = {
    "not_sad": "utter_untold_not_sad",
    "sad": "utter_untold_sad",
    "happy_end": "utter_untold_happy_end",
    "easy": "utter_untold_easy",
    "subtitles": "utter_untold_subtitles",
    "not_dry": "utter_untold_not_dry",
    "not_violent": "utter_untold_not_violent",
    "plot": "utter_untold_plot",
    "setting": "utter_untold_setting",
    "manner": "utter_untold_manner",
    "mood": "utter_untold_mood",
    "by_woman": "utter_untold_by_woman",
    "bilingual": "utter_untold_bilingual",
    "country": "utter_untold_country",
    "pictures": "utter_untold_pictures",
    "prize": "utter_untold_prize",
    "living": "utter_untold_living",
}
# Of a wish these are named by a word of the catalogue: a genre, a form, a kind, an audience.
_WORDS = {"genre": GENRES, "form": FORMS, "kind": KINDS, "audience": AUDIENCES}


def why_told(why: Why, title: Title) -> Fact:
    """Word one reason; None for what says nothing beside the title."""
    if why.part == "ages":
        if why.numbers:
            first, last = why.numbers
            return nested("utter_why_ages" if last < 99 else "utter_why_age_up", first=first, last=last)
        return nested(f"utter_audience_{why.values[0]}")
    if why.part == "genres":
        return nested(f"utter_genre_{why.values[0]}")
    if why.part == "forms":
        return nested(f"utter_form_{why.values[0]}")
    if why.part == "kinds":
        return nested(f"utter_kind_{why.values[0]}")
    if why.part == "pages":
        return nested("utter_why_pages", pages=why.numbers[0])
    if why.part == "language":
        return nested("utter_wish_language", language=language_name(why.values[0]))
    if why.part == "origin":
        return nested("utter_why_origin", language=language_name(why.values[0]))
    if why.part == "year":
        return nested("utter_why_year", year={"digits": str(why.numbers[0])})
    if why.part == "topics":
        return nested("utter_wish_about", words=listed(map(_capital, why.values)))
    if why.part == "like":
        shared = [nested(f"utter_genre_{genre}") for genre in why.values]
        return nested("utter_why_like", genres=listed(shared))
    if why.part == "new":
        return nested("utter_why_new", date=as_date(title.added)) if title.added else None
    return None


def wish_named(wish: ReadingWish, *beside: Fact) -> Fact:
    """Name all that is asked for, and what is asked for beside it."""
    parts = [wish_part(wish, part) for part in ("like", "author", "forms", "kinds") if getattr(wish, part)]
    parts += [wish_part(wish, f"genres {genre}") for genre in wish.genres]
    order = (
        "topics",
        "ages",
        "audience",
        "language",
        "origin",
        "most_pages",
        "least_pages",
        "since",
        "until",
        "new",
        "series",
        "without",
    )
    parts += [wish_part(wish, part) for part in order if getattr(wish, part) and not (part == "until" and wish.since)]
    if wish.not_from:
        parts.append(nested("utter_wish_without", what=listed(language_name(one) for one in wish.not_from)))
    parts += beside
    return listed(parts) if parts else None


def untold_named(wish: ReadingWish) -> Fact:
    """Name what is asked for that no catalogue tells; None where nothing is."""
    return listed(nested(_UNTOLD[one]) for one in wish.untold if one in _UNTOLD) if wish.untold else None


def wish_part(wish: ReadingWish, part: str) -> Fact:
    """Name one part of a wish."""
    name, _, value = part.partition(" ")
    if name == "genres":
        return _either([nested(f"utter_genre_{one}") for one in value.split("|")])
    if name == "forms":
        return _either([nested(f"utter_form_{one}") for one in wish.forms[:2]])
    if name == "kinds":
        return _either([nested(f"utter_kind_{one}") for one in wish.kinds])
    if name == "without":
        return nested("utter_wish_without", what=listed(_word(one) for one in wish.without))
    if name == "audience":
        return nested(f"utter_audience_{wish.audience}")
    if name == "ages":
        first, last = wish.ages[0], wish.ages[-1]
        return nested("utter_wish_age" if first == last else "utter_wish_ages", first=first, last=last)
    if name in ("most_pages", "least_pages"):
        return nested(f"utter_wish_{name}", pages=getattr(wish, name))
    if name in ("since", "until"):
        return nested(f"utter_wish_{'years' if wish.since and wish.until else name}",
                      since={"digits": str(wish.since)}, until={"digits": str(wish.until)})  # fmt: skip
    if name == "language":
        return nested("utter_wish_language", language=language_name(wish.language))
    if name == "origin":
        if wish.origin.startswith("!"):
            return nested("utter_wish_foreign")
        return nested("utter_why_origin", language=_either([language_name(one) for one in wish.origin.split("|")]))
    if name == "topics":
        return nested("utter_wish_about", words=listed(map(_capital, wish.topics)))
    if name in ("new", "series"):
        return nested("utter_wish_new" if name == "new" else "utter_wish_series")
    return _either([nested(f"utter_wish_{name}", name=one) for one in getattr(wish, name).split("|")[:2]])


def _capital(topic: str) -> str:
    """Write a place as it is written: "Africa"."""
    return "New York" if topic == "york" else topic.capitalize() if topic in TOLD_PLACES else topic


def _either(parts: list[Fact]) -> Fact:
    return parts[0] if len(parts) == 1 else nested("utter_wish_either", one=parts[0], other=_either(parts[1:]))


def _word(code: str) -> Fact:
    for kind, words in _WORDS.items():
        if code in words:
            return nested(f"utter_{kind}_{code}")
    return code
