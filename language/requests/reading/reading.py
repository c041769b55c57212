"""Wishes for something to read: for whom, what it is like and about, how long, in which language, and what not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from language.kept import kept
from language.requests.reading.already_read import READ_THESE
from language.requests.reading.asked_words import NAMELESS
from language.requests.reading.authors import find_author, find_not_by
from language.requests.reading.kinds import (
    BOOK,
    HAS_IT,
    LOOKED_AT,
    OF_CONTRACT,
    ON_SIGHT,
    READABLE,
    SIGHT,
    SUBTITLES,
    well_spelt,
    wishes_series,
)
from language.requests.reading.languages import (
    ANY_LANGUAGE,
    NO_TRANSLATION,
    ORIGINAL_TONGUE,
    find_learnt,
    find_read_in,
    reads_in,
    without_spoken,
)
from language.requests.reading.length import LONG, OF_WAITING, SAYS_SHORTER, SHORT, SHORTER, SHORTER_THAN, is_of_time
from language.requests.reading.likeness import find_like
from language.requests.reading.moods import in_plain_moods, kinds_refused
from language.requests.reading.name_words import as_written
from language.requests.reading.negation import find_following, is_negated, is_refused, set_against, without_answer
from language.requests.reading.place_and_time import OF_PLACES, SPAN, WRITTEN_THEN, is_new, is_place
from language.requests.reading.places_told import find_places, refuse_places
from language.requests.reading.reader import BY_MARRIAGE, is_studied
from language.requests.reading.reading_numbers import find_ages, find_pages, find_years
from language.requests.reading.reading_refused import find_refused
from language.requests.reading.reading_self import without_self
from language.requests.reading.reading_untold import find_untold, without_untold
from language.requests.reading.reading_words import NARROW, tokens
from language.requests.reading.reluctance import (
    ENOUGH_BEFORE,
    ENOUGH_OF,
    HAD_SO_MANY,
    NOT_HARD,
    NOT_SUCH,
    RELUCTANT,
    WEARY_OF,
    instead_of,
    less_of,
    untrue,
)
from language.requests.reading.settled import settled, with_its_magic
from language.requests.reading.terms import find_terms, is_kind, singular
from language.requests.reading.told_beside import wished_part
from language.requests.reading.topics import (
    AS_TOPIC,
    CRITICISM,
    FOR_SCHOOL,
    HOW_TO_STUDY,
    LOOSE,
    MOST_OF_CRITICISM,
    MOST_TOPICS,
    OF_CRITICISM,
    OF_SCHOOL,
    find_about,
)
from language.requests.reading.troubles import HELPING, OF_TROUBLES, find_trouble
from language.requests.reading.wish import ReadingWish, WishReading, says_of_books
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["read_wish"]

_OF_WORKS = re.compile(r"\bby\b|نوشته|(?<!\w)(?:اثر|آثار)(?!\w)")
_MOST_TOKENS = 140
# A dark story; what is like a dystopia is one, and for a child nothing dark is told.
_DARK = "thriller|dystopia|crime|horror"
_OF_CHILD = re.compile(
    r"\b(?:daughter|son|kids?|child(?:ren)?|niece|nephew|grand(?:son|daughter|child)|boys?|girls?|teen\w{0,6}|pupils?|students?)\b|دختر|پسر|بچه|نوه|کودک|نوجوان|خواهرزاده|برادرزاده"
)
_OR = (["or"], ["یا"], ["ya"], [",", "or"], ["،", "یا"])
# What is wanted where the other is refused.
_OTHERWISE = {"origin": {"!fa": "fa", "fa": "!fa"}, "language": {"en": "fa", "fa": "en"}}


@kept
def read_wish(text: str) -> WishReading:
    """Read what a text wants of something to read."""
    said = in_plain_moods(text)
    plain = well_spelt(BY_MARRIAGE.sub(r" \g<kin> ", " ".join(tokens(said)[:_MOST_TOKENS])))
    ages, plain = find_ages(HOW_TO_STUDY.sub("study skills", wished_part(plain)))
    wished = without_self(plain)
    reading = _read(text, wished, ages)
    if wished != plain and not says_of_books(reading.wish):
        # "I study law, what is there for me?": nothing else is said of it.
        whole = _read(text, plain, ages)
        reading = replace(whole, wish=replace(whole.wish, origin=reading.wish.origin))
    return _without_refused(reading, kinds_refused(text))


def _without_refused(reading: WishReading, refused: Sequence[str]) -> WishReading:
    """Leave out the things that are named as not wanted, where no word of ours names them already."""
    left = {*reading.rest, *reading.wish.topics, *reading.wish.not_by}
    # Of what is refused in so many words already one is refused as well.
    beside = {
        form
        for one in (*left, *(each for each in reading.wish.not_on if each.endswith("sses")))
        for form in kinds_refused(f"no {one}")
    }
    things = [one for one in refused if not _is_kind(one) and not is_ordinary(one) and one in beside]
    if not things:
        return reading
    wish = reading.wish
    wish = replace(
        wish,
        not_on=tuple(dict.fromkeys((*wish.not_on, *things))),
        not_by=tuple(one for one in wish.not_by if one not in things),
        topics=tuple(one for one in wish.topics if one not in things),
    )
    return replace(reading, wish=wish, rest=tuple(one for one in reading.rest if one not in things))


def _read(text: str, plain: str, ages: tuple[int, ...]) -> WishReading:
    # Of the whole text: what somebody tells of themselves may be more than a book helps with.
    trouble = find_trouble(" ".join(tokens(text)))
    (most, least), plain = find_pages(OF_WAITING.sub(" ", plain))
    (since, until), plain = find_years(plain)
    plain = untrue(HAD_SO_MANY.sub(" ", less_of(instead_of(plain))))
    plain = NOT_SUCH.sub(lambda one: f" , no {next(filter(None, one.groups()))} , ", plain)
    plain = SPAN.sub(" ", READ_THESE.sub(" , ", plain))
    refusing = find_refused(plain, is_kind)
    untold = tuple(dict.fromkeys((*refusing.untold, *find_untold(refusing.rest))))
    plain = without_untold(refusing.rest)
    plain = NOT_HARD.sub(" ", plain)
    no_places = refuse_places(plain)
    plain = no_places.rest
    # Before "not another" is read as a mere no.
    not_by, plain = find_not_by(plain)
    plain = ENOUGH_BEFORE.sub(" no ", ENOUGH_OF.sub(" نمیخوام ؛ ", without_answer(set_against(plain, _is_kind))))
    plain = SUBTITLES.sub(" ", RELUCTANT.sub(" no ", WEARY_OF.sub(r" بدون \1 ", plain)))
    plain = without_spoken(plain)
    untranslated, in_original = NO_TRANSLATION.search(plain) is not None, ORIGINAL_TONGUE.search(plain) is not None
    plain = NO_TRANSLATION.sub(" , ", plain)
    like, plain = find_like(" ".join(plain.split()), text)
    places_told = find_places(plain)
    plain = places_told.rest
    untold = tuple(dict.fromkeys((*untold, *(("country",) if places_told.origin else ()))))
    about, _ = find_about(plain)
    author = find_author(plain)
    if trouble and author and _OF_WORKS.search(plain) is None:
        # «از استرس خوابم نمی‌بره» tells of what.
        author = ""
    found: dict[str, list[str]] = {}
    without: list[str] = []
    not_from: list[str] = []
    left: list[str] = []
    words = plain.split()
    terms = [one for one in find_terms(words, about) if one[2] != "new" or is_new(words, one[0], one[1])]
    terms = _either(words, terms)
    starts = [start for start, _, slot, _ in terms if slot not in ("word", "")]
    practical = any(slot == "genres" and value in OF_PLACES for _, _, slot, value in terms)
    practical = practical and not any(slot == "forms" for _, _, slot, _ in terms)
    edges = {place for start, end, slot, _ in terms if slot in _OTHERWISE for place in (start, end)}
    refused = {
        place
        for start, end, slot, _ in terms
        if slot == "genres" and is_negated(words, start, end, find_following(words, start, end, starts))
        for place in (start, end)
    }
    for start, end, slot, value in terms:
        if slot == "length" and is_of_time(words, end):
            # "A long train trip", «سفر طولانی»: the way is long, and no book.
            continue
        if value == READABLE and OF_CONTRACT.search(plain):
            continue
        if slot == "kinds" and SIGHT.search(" ".join(words[start:end])) and ON_SIGHT.search(plain):
            # "Anything about bad eyesight" is what it is about, and not how it is read.
            left += words[start:end]
            continue
        if value == "dvd" and words[start].startswith("ببین") and LOOKED_AT.search(plain):
            # «اول از اینجا ببینمش»: a book is looked at.
            continue
        if slot == "audience" and value == "children" and not ages and is_studied(words, start, end):
            # «روان‌شناسی کودک»: what it is about, and nobody who reads it.
            left.append(words[start])
            continue
        if slot == "origin" and is_place(words, start, end, about, practical):
            # "A book about Turkey", "Italian cooking": what it is about, and not where it was written.
            left.append(words[start])
            continue
        if slot == "word":
            if not is_refused(words, end):
                left.append(value)
        elif slot == "forms" and edges & {start, end} and is_negated(words, start, end, len(words)):
            # "No Persian novels", «رمان ایرانی نه»: a novel, and another one.
            found.setdefault(slot, []).append(value)
        elif slot == "forms" and refused & {start, end} and is_negated(words, start, end, len(words)):
            # "No crime novels" refuses the crime, and no novel.
            continue
        elif slot and is_negated(words, start, end, find_following(words, start, end, starts)):
            if value == READABLE:
                # "No small print" asks for the same as small print that cannot be read.
                found.setdefault(slot, []).append(value)
                continue
            if like and value == _DARK and not ages and not _OF_CHILD.search(plain):
                # "Like 1984, but not so dark" refuses a mood, and no dystopia.
                untold = tuple(dict.fromkeys((*untold, "mood")))
                without += [one for one in value.split("|") if one != "dystopia"]
                continue
            without += [] if slot not in ("genres", "forms", "kinds") else value.split("|")
            if slot in _OTHERWISE and value in _OTHERWISE[slot]:
                # "Not foreign", «انگلیسی نباشه»; not translated is what was written in the language that is spoken.
                own = "en" if slot == "origin" and value == "!fa" and text.isascii() else _OTHERWISE[slot][value]
                found.setdefault(slot, []).append(own)
            elif slot == "origin" and not value.startswith("!"):
                not_from.append(value)
            if (slot, value) == ("length", "long"):
                most = most or SHORT
            elif (slot, value) == ("audience", "children"):
                found.setdefault("audience", []).append("adults")
            elif slot == "audience":
                without.append(value)
        elif slot:
            found.setdefault(slot, []).append(value)
    length = found.get("length", [])
    if SAYS_SHORTER.search(plain) and (like or "long" in length or SHORTER_THAN.search(plain)):
        # Shorter than what is not known here how long it is, or was said to be too long.
        most, length = most or SHORTER, [one for one in length if one != "long"]
    if "era" in found and about and not WRITTEN_THEN.search(plain):
        # "Travellers in the nineteenth century" were then; books about them may be of any year.
        found.pop("era")
    era = next((value.split("-") for value in found.get("era", [])), None)
    left = [word for word in left if word not in author.replace("|", " ").split() and not _is_contraction(word)]
    subject = find_learnt(words)
    if subject and (code := find_read_in(subject, plain)):
        # Who learns a language and wants to read in it needs what is short, and no dictionary.
        found.setdefault("language", []).insert(0, code)
        found.pop("origin", None)
        found.setdefault("forms", []).append("novel|stories")
        found["genres"] = [genre for genre in found.get("genres", []) if genre != "language"]
        length, subject = [*length, *(["short"] if "long" not in length else [])], ""
        untold = tuple(dict.fromkeys((*untold, "easy")))
    if untranslated and not subject:
        own = ("en" if text.isascii() else "fa") if not in_original else ""
        found |= _untranslated(found.get("language", []), found.get("origin", []), places_told.origin, own)
    if subject:
        # A language to learn is what the book is about, and not in which language it is.
        found.pop("language", None)
        found.pop("origin", None)
        found.setdefault("genres", []).append("language")
    criticism = CRITICISM.search(plain) is not None
    if criticism:
        # What is written about novels, and none of them.
        forms_meant = [word for form in found.pop("forms", []) for word in AS_TOPIC.get(form.split("|")[0], ())]
        left, without = [word for word in left if word not in OF_CRITICISM], []
        of = author.split() or [word for word in left if word in about] or left
        own = next((one for one in forms_meant if one.isascii() == text.isascii()), "")
        subject, author = " ".join(of[:MOST_OF_CRITICISM]) or own, ""
        found["forms"] = ["nonfiction"]
        for part in ("genres", "origin", "era", "language"):
            found.pop(part, None)
    if "easy" in untold and "language" in found and not (found.keys() & {"genres", "forms", "kinds"} or like):
        # Who reads a language with pains wants what is short, whatever it tells.
        found["forms"] = ["novel|stories"]
        length = length if "long" in length else [*length, "short"]
    if "subtitles" in untold and "kinds" not in found:
        if found.keys() & {"genres", "forms"} or author or like or left or BOOK.search(plain) or HAS_IT.search(plain):
            # A book may have notes and captions; and "has it English subtitles?" is asked of what is spoken of.
            untold = tuple(one for one in untold if one != "subtitles")
        else:
            # Only films have them.
            found["kinds"] = ["dvd"]
    if set(kinds := found.get("kinds", [])) & set(READABLE.split("|")):
        # "Large print, not small print": which of them is said.
        found["kinds"] = [kind for kind in kinds if kind != READABLE]
    languages = dict.fromkeys(found.get("language", []))
    if (len(languages) > 1 and not reads_in(words, plain)) or ANY_LANGUAGE.search(plain):
        found.pop("language", None)
    places = {words[start] for start, end, slot, _ in terms if slot == "origin" and words[start] in left}
    about = about.union(OF_SCHOOL.intersection(left) if FOR_SCHOOL.search(plain) is not None else ())
    named = tuple(
        dict.fromkeys(
            map(singular, (word for word in left if (word in about or word in places) and word not in NAMELESS))
        )
    )
    topics = tuple(word for word in named if word not in LOOSE) or (named if len(named) == 1 else ())
    topics = (*places_told.topics, *topics)[:MOST_TOPICS]
    topics = tuple(subject.split()) if subject and criticism else (subject,) if subject else topics
    if (
        trouble
        and not ages
        and set(topics) <= {*trouble, *HELPING}
        and not (found.keys() & {"genres", "forms"} or author or like)
    ):
        # Where no title is on it, those of its kind are told as such; no story of somebody's despair.
        found["genres"], found["forms"], topics = [OF_TROUBLES], ["nonfiction"], ()
        left = [word for word in left if word not in trouble]
        untold = tuple(one for one in untold if one != "mood")
    else:
        trouble = ()
    forms = found.get("forms", [])
    wish = ReadingWish(
        genres=tuple(dict.fromkeys(found.get("genres", []))),
        without=tuple(dict.fromkeys(without)),
        # "A short story for children": the narrower of two forms.
        forms=tuple(min(forms, key=len).split("|")) if forms else (),
        kinds=tuple(dict.fromkeys(kind for value in found.get("kinds", []) for kind in value.split("|"))),
        audience=next(iter(found.get("audience", [])), ""),
        ages=ages or next((_span(value) for value in found.get("ages", [])), ()),
        most_pages=most or (SHORT if "short" in length else 0),
        least_pages=least or (LONG if "long" in length and "short" not in length else 0),
        language=next(iter(found.get("language", [])), ""),
        origin=places_told.origin or _origin(found.get("origin", [])),
        since=since or (int(era[0]) if era and era[0] else 0),
        until=until or (int(era[1]) if era and era[1] else 0),
        new="new" in found,
        series="dvd" not in found.get("kinds", []) and wishes_series(plain),
        like=as_written(like, text),
        author=as_written(author, text),
        topics=topics,
        untold=untold,
        not_by=not_by,
        not_on=tuple(dict.fromkeys((*refusing.words, *no_places.not_on))),
        not_from=tuple(dict.fromkeys((*no_places.not_from, *not_from))),
    )
    rest = tuple(dict.fromkeys(word for word in left if word not in topics and singular(word) not in topics))
    kept = [
        (start, end)
        for start, end, slot, value in terms
        if slot == "genres" and start not in refused and not set(value.split("|")) & set(without)
    ]
    said = (word for start, end in kept for word in words[start:end])
    narrow = trouble or tuple(dict.fromkeys(one for word in said for one in NARROW.get(word, ())))
    return WishReading(with_its_magic(settled(wish, rest)), rest, narrow)


def _is_kind(said: str) -> bool:
    """Tell whether words name a genre or a form: "folk tales" do."""
    return any(slot in ("genres", "forms") for _, _, slot, _ in find_terms(said.split()))


def _either(words: list[str], terms: list[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Make two genres with an "or" between them one: either is wished for, "adventure or crime"."""
    joined: list[tuple[int, int, str, str]] = []
    for start, end, slot, value in terms:
        if joined and slot == "genres" == joined[-1][2] and words[joined[-1][1] : start] in _OR:
            first, _, _, before = joined.pop()
            value = "|".join(dict.fromkeys((*before.split("|"), *value.split("|"))))
            start = first
        joined.append((start, end, slot, value))
    return joined


def _untranslated(languages: Sequence[str], origins: Sequence[str], land: str, own: str) -> dict[str, list[str]]:
    """Give the language and the origin of what was written in the language that it is in."""
    named = [one for one in (land, *origins) if one and not one.startswith("!")]
    if languages:
        return {"origin": named or [languages[0]]}
    if named:
        return {"language": named[:1]} if len(named) == 1 and named[0].isalpha() else {}
    if "!fa" in origins:
        # What is foreign and no translation is in English.
        return {"origin": ["en"], "language": ["en"]}
    return {"origin": [own]} if own else {}


def _origin(codes: list[str]) -> str:
    """Give where it was written: of several languages any one, unless one of them only says from where it is not."""
    return codes[0] if len(set(codes)) > 1 and any(code[0] == "!" for code in codes) else "|".join(dict.fromkeys(codes))


def _is_contraction(word: str) -> bool:
    return word.isascii() and word.endswith(("'s", "'re", "'ll", "'ve", "'d"))


def _span(value: str) -> tuple[int, ...]:
    first, _, last = value.partition("-")
    return (int(first), int(last))
