"""A wish for something to read with something changed by what is said right after the suggestions."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.references import find_reference
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian, menu
from actions.facts.wishes import wish_named
from actions.rasa.registry import follows_up
from actions.subjects.reading.length_said import only_narrows, only_says_length
from actions.subjects.reading.read_of_shown import has_read_of_shown
from actions.subjects.reading.suggestions import branch_kept, suggest
from actions.subjects.reading.wish_words import asks_of_them, asks_to_read, means_same_subject, persian_of
from actions.subjects.reading.wishes_in_time import in_time
from crm.library_info import directory
from language.normalise import fold
from language.requests.reading.already_read import reads_others, wishes_another
from language.requests.reading.asked_of_one import asks_to_be_told, takes_that_one
from language.requests.reading.changes import also_fine, asks_for_others, read_change, wishes_other_length
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_words import NARROW
from language.requests.reading.wish import ReadingWish
from language.requests.speech.pointing import is_enough
from language.requests.titles.copies import find_copy
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in

__all__ = ["follow_up", "is_wish_in_parts", "not_again", "suggest_changed"]

_FEW_LETTERS = 3
# A wish of so few words leans on the one before.
_FEW_WORDS = 3
# Read so surely as something else, a message is no change of the wish.
_SURE = 0.8
# What a change of a wish may be read as: it says little but what is to be another.
_READ_AS = frozenset(
    "recommendation search_book new_arrivals out_of_scope nlu_fallback insult chitchat suggestion complaint"
    " change_language deny affirm shelf_location events eresources facilities report_fault help hold rate"
    " praise".split()
)
# Read as one of these in more words than this, it is asked of the house, unless something to read is asked for.
_OF_THE_HOUSE = frozenset("facilities events eresources report_fault help".split())
_FEW_OF_THE_HOUSE = 5


# Read as one of these, the parts of a long message that say how a book shall be are a wish.
_IN_PARTS = frozenset({"recommendation", "nlu_fallback", "new_arrivals"})


def is_wish_in_parts(turn: Turn) -> bool:
    """Tell whether the parts of a long message may change a wish, whatever else is told in it."""
    return turn.intent in _IN_PARTS or (turn.intent == "search_book" and not turn.entities)


@follows_up
async def follow_up(turn: Turn) -> bool:
    """Take a message right after suggestions as the same wish with something changed; tell whether it is one."""
    kept = turn.recall("reading")
    if not kept or turn.is_payload or turn.shown("title") != kept.get("last", []):
        return False
    if turn.intent not in _READ_AS and (turn.confidence >= _SURE or word_count(turn.text) > 6):
        return False
    before = ReadingWish.unpacked(kept["wish"])
    if turn.intent in _ASKED_ANEW and _starts_anew(turn.text):
        return False
    if turn.intent in _OF_THE_HOUSE and word_count(turn.text) > _FEW_OF_THE_HOUSE and not asks_to_read(turn.text):
        # "I have a guide dog, may it come in?"
        return False
    if _GUIDE_DOG.search(fold(turn.text)) and not asks_to_read(turn.text):
        # Nor is one a wish for animals, whatever it was read as.
        return False
    if asks_to_be_told(turn.text) or takes_that_one(turn.text):
        # "Tell me if it is too childish" and "get me that one" wish for no other.
        return False
    if _of_one_title(turn) or is_enough(turn.text) or asks_of_them(turn.text):
        return False
    if turn.intent == "new_arrivals" and not read_wish(turn.text).wish.lacking("new"):
        return False
    at_length = only_says_length(turn)
    prefers = _PREFERS.search(fold(turn.text)) is not None or at_length or also_fine(turn.text)
    if turn.intent in _NAMING and read_wish(turn.text).rest and not prefers:
        return False
    narrows = at_length or only_narrows(turn)
    in_parts = is_wish_in_parts(turn)
    how = {
        "in_parts": in_parts,
        "at_length": at_length,
        "narrows": narrows,
        "has_read": await has_read_of_shown(turn, before, kept["shown"]),
    }
    change = read_change(await persian_of(turn), before, kept.get("pages", ()), **how)
    if change is None or change[0] == before:
        # What is known in Latin letters needs no guess at its Persian.
        change = read_change(turn.text, before, kept.get("pages", ()), **how) or change
    if change is None:
        return False
    wish, others = change
    wish = _instead(turn.text, wish)
    wish = await _subject_of(turn, before, wish)
    if wish.author != before.author and await directory.find_branch(turn.store, wish.author) is not None:
        # "Pick up from Saadi" names no author.
        wish, others = replace(wish, author=before.author), others and replace(wish, author=before.author) != before
        if wish == before and not others:
            return False
    if (
        turn.intent in ("search_book", "shelf_location", "hold")
        and wish == before
        and (turn.entity("title") or turn.entity("author"))
    ):
        return False
    wish = await in_time(turn, wish) or wish
    again = await not_again(turn, before, wish, kept["shown"], others=others)
    # What was passed over for others does not come back.
    besides = list(dict.fromkeys((*again, *kept.get("passed", ()))))
    await suggest_changed(turn, before, wish, besides=besides, at=branch_kept(kept))
    return True


async def not_again(
    turn: Turn, before: ReadingWish, wish: ReadingWish, shown: Sequence[str], *, others: bool
) -> Sequence[str]:
    """Give what is not shown again: what was read or was not meant, and all that was shown where others are asked for."""
    if (others and wish == before) or reads_others(turn.text) or _NOT_MEANT.search(fold(turn.text)):
        return shown
    if not (asks_for_others(turn.text) or wishes_another(turn.text)):
        return ()
    if wish.lacking("untold") == before.lacking("untold"):
        # What no catalogue tells makes none of those shown another one.
        return shown
    met = await turn.library.suggest(wish, limit=1, besides=shown, language=turn.language)
    spoken = wish.language or (met.found and met.found[0].title.language in ("", turn.language))
    if met.found and not met.relaxed and spoken:
        return shown
    # No other meets all of it in the language that is spoken: those shown before that do are better than what does not.
    again = await turn.library.suggest(wish, limit=1, language=turn.language)
    if again.relaxed or not again.found:
        return shown
    better = met.relaxed or not met.found or again.found[0].title.language == turn.language
    return () if better else shown


async def _says_none(turn: Turn, wish: ReadingWish, besides: Sequence[str]) -> bool:
    """Say that nothing is what was meant, where only something else was found once more."""
    answer = await turn.library.suggest(wish, limit=1, besides=besides, language=turn.language)
    if answer.found and not answer.relaxed:
        return False
    turn.intent = "recommendation"
    turn.say("utter_reading_none", wish=wish_named(wish), choices=[*menu("suggest_purchase"), librarian()])
    return True


_NOT_MEANT = re.compile(
    r"\b(?:not|isn't|isn’t) what i (?:asked|meant|wanted|was asking|said)\b|منظورم (?:این|اون|اینا) نبود|(?<!\w)(?:اینو|این رو|این را|اینا رو) (?:نگفتم|نخواستم|نپرسیدم)(?!\w)"
)

# Who says what they like names no title, whatever it was read as.
_PREFERS = re.compile(
    r"\b(?:i|he|she|they|we) (?:really |mostly |usually )?(?:likes?|loves?|enjoys?|prefers?)\b|(?:دوست|علاقه) (?:دارم|داره|دارد|داریم)|خوشم میاد|خوشش میاد|ترجیح مید"
)


def _instead(text: str, wish: ReadingWish) -> ReadingWish:
    """Leave out the genre and the kind of the wish before where books for others are wished for in its place."""
    said = read_wish(text).wish
    if not _INSTEAD.search(fold(text)) or not (said.audience or said.ages or said.genres or said.kinds):
        return wish
    genres, kinds = said.genres, said.kinds
    if said.audience or said.ages:
        return replace(wish, genres=genres, kinds=kinds, topics=said.topics, most_pages=said.most_pages)
    return replace(wish, genres=genres or wish.genres, kinds=kinds or (() if genres else wish.kinds))


_INSTEAD = re.compile(
    r"\b(?:instead|rather than|in place of|forget that|make it)\b|(?<!\w)(?:به جاش|بجاش|به جای|بجای|عوضش|ولش کن|بیخیال)(?!\w)|\b(?:be jash|bejaye|avazesh)\b"
)


async def _subject_of(turn: Turn, before: ReadingWish, wish: ReadingWish) -> ReadingWish:
    """Take as a subject what was read as an author's name and is nobody's in the catalogue: «از قاجار و اینا»."""
    if not wish.author or wish.author == before.author or "|" in wish.author:
        return wish
    page = await turn.library.search(author=wish.author, limit=1, exactly=True)
    if page.titles and page.author and not page.corrected:
        return wish
    words = tuple(word for word in fold(wish.author).split() if word not in _LEANING and len(word) > _FEW_LETTERS)
    return replace(wish, author=before.author, topics=words[:1] or wish.topics)


async def suggest_changed(
    turn: Turn, before: ReadingWish, wish: ReadingWish, *, besides: Sequence[str] = (), at: str = "", free: bool = False
) -> None:
    """Suggest for a wish that was changed; `at` and `free` want what is in, at a branch, by its code, or anywhere."""
    if wish.genres != before.genres and before.genres and not also_fine(turn.text):
        both = await turn.library.suggest(wish, limit=1, language=turn.language)
        narrow = wish.topics == before.topics and wish.topics and set(wish.topics) <= NARROW.keys()
        if narrow and (both.relaxed or not both.found):
            # "Something funny" after books about cats: about animals, at least.
            wish = wish.lacking("topics")
            both = await turn.library.suggest(wish, limit=1, language=turn.language)
        if both.relaxed or not both.found:
            # The other genre in the place of the one before, where no title is of both.
            wish = replace(wish, genres=read_wish(turn.text).wish.genres)
    answer = await turn.library.suggest(wish, limit=1, besides=besides, language=turn.language)
    if answer.relaxed or not answer.found:
        wish = await _without_older(turn, before, wish, besides)
    if _NOT_MEANT.search(fold(turn.text)) and await _says_none(turn, wish, besides):
        return
    await suggest(turn, wish, besides=besides, at=at, free=free)


async def _without_older(turn: Turn, before: ReadingWish, wish: ReadingWish, besides: Sequence[str]) -> ReadingWish:
    """Leave out what it was to be like before, where only so what is asked for now is met."""
    kept = {part: getattr(wish, part) for part in ("origin", "language", "author", "since", "audience")}
    asked = any(value and value != getattr(before, part) for part, value in kept.items())
    if not asked or not before.like or wish.like != before.like:
        return wish
    weaker = [wish.lacking("like")]
    if wish.genres and wish.genres == before.genres:
        # What it is like says more than the kinds that were named beside.
        weaker.append(wish.lacking("genres"))
    for one in reversed(weaker) if _SAME_SPIRIT.search(fold(turn.text)) else weaker:
        met = await turn.library.suggest(one, limit=1, besides=besides, language=turn.language)
        if met.found and not met.relaxed:
            return one
    return wish


_SAME_SPIRIT = re.compile(
    r"\b(?:in|with|of) (?:that|this|the same) (?:spirit|vein|mood|style|feel|manner)\b|\blike (?:that|it|this)\b|(?<!\w)(?:همین|همون|این|اون) (?:حال ?و ?هوا|حس|فضا|سبک|مایه ?ها)(?!\w)"
)


_GUIDE_DOG = re.compile(r"\b(?:guide|assistance|service) dogs?\b|سگ راهنما|\bsage? rahnama\b")
_ASKED_ANEW = frozenset({"recommendation", "new_arrivals", "search_book", "shelf_location", "eresources"})
_NAMING = frozenset({"search_book", "shelf_location", "hold", "eresources", "events"})
# Who asks for something else says so; what only says how it should be goes on.
_ANEW = frozenset(
    "recommend suggest have looking search find show got need book books novel novels want are"
    " معرفی پیشنهاد دنبال کتاب کتابی کتابای کتاب‌های"
    " رمان رمانی دارید دارین داری moarefi pishnahad ketab ketabi darid darin".split()
)
_LEANING = frozenset("and but also what how instead with only not no و ولی اما هم حالا پس بدون".split())
_EDITION = re.compile(
    r"\b(?:a|an|the|its|any) (?:\w+ )?(?:translation|edition|version|copy|audiobook|recording)\b|(?<!\w)(?:ترجمه|نسخه)(?:ش|‌ش|‌ی)?\w*|(?:انگلیسی|فارسی|گویا|صوتی)ش(?!\w)"
)


def _of_one_title(turn: Turn) -> bool:
    """Tell whether a message asks about a title that was shown, and changes nothing of the wish."""
    if means_same_subject(turn.text) or wishes_other_length(turn.text):
        # "Another one under 250 pages" asks of no title how long it is.
        return False
    reference = find_reference(turn.text)
    place = reference is not None and reference.choice is not None
    if place and asks_whether_in(turn.text):
        return True
    if find_title_question(turn.text) is not None:
        return bool(turn.focus("title") or turn.intent == "search_book" or place)
    # "Is it in English too?", "is there a Persian translation?" of the one that was looked at.
    pointing = (reference is not None and reference.kind == "that") or _EDITION.search(fold(turn.text)) is not None
    return pointing and turn.focus("title") is not None and find_copy(turn.text, brief=True) is not None


def _starts_anew(text: str) -> bool:
    """Tell whether a message asks for something to read in so many words that it leans on none before."""
    wish = read_wish(text).wish
    said = fold(text).split()
    named = bool(wish.genres or wish.forms or wish.kinds or wish.like or wish.author)
    asked = not _ANEW.isdisjoint(said)
    return named and asked and len(said) > _FEW_WORDS and said[0] not in _LEANING
