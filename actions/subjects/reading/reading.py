"""Something to read: suggestions that meet a wish, each with its reason, and the wish changed by what is said next."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.dialogue.references import find_reference
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import OfferedChoice, choice, item, librarian, menu
from actions.facts.lines import language_name, listed, title_line
from actions.facts.wishes import untold_named, why_told, wish_named, wish_part
from actions.rasa.registry import HANDLERS, PatronReply, follows_up, handles, pending_action
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.notices.interests import new_by_button
from actions.subjects.reading.wishes_heard import asks_of_them, asks_to_read, hear_wish, means_same_subject, persian_of
from actions.subjects.reading.wishes_in_time import in_time
from crm.library_info import directory
from language.normalise import fold
from language.requests.reading.already_read import reads_others
from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_words import NARROW
from language.requests.reading.wish import ReadingWish, WishReading, says_of_books
from language.requests.speech.pointing import is_enough
from language.requests.titles.copies import find_copy
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in
from library.values import Capability, Suggestion, Suggestions, Title

__all__ = [
    "NEEDED_KINDS",
    "ask_wish",
    "follow_up",
    "more_of",
    "new_arrivals",
    "recommendation",
    "suggest_changed",
    "suggest_for",
]

FEW = 5
# So many are looked at for those that are in.
_LOOKED_AT = 60
_FEW_LETTERS = 3
# A wish of so few words leans on the one before.
_FEW_WORDS = 3
# So many titles that were shown are not shown again.
_REMEMBERED = 20
# Read so surely as something else, a message is no change of the wish.
_SURE = 0.8
_VERY_SURE = 0.9
_FEW_NAMES = 2
# And below this one was hardly wished for.
_FAIR = 0.6
# What a change of a wish may be read as: it says little but what is to be another.
_READ_AS = frozenset(
    "recommendation search_book new_arrivals out_of_scope nlu_fallback insult chitchat suggestion complaint"
    " change_language deny affirm shelf_location events eresources facilities report_fault help hold rate"
    " praise".split()
)
# Read as one of these in more words than this, it is asked of the house, unless something to read is asked for.
_OF_THE_HOUSE = frozenset("facilities events eresources report_fault help".split())
_FEW_OF_THE_HOUSE = 5
_MORE = "reading:more"


@handles("recommendation")
async def recommendation(turn: Turn) -> None:
    """Suggest what meets the wish; what many borrow when nothing in particular is asked for."""
    kept = turn.recall("reading")
    if turn.entity("ref") == _MORE and kept:
        await more_of(turn)
        return
    if not turn.is_payload and await follow_up(turn):
        return
    reading = await _wanted(turn)
    unread = (
        not reading.wish and turn.confidence < _SURE and not asks_to_read(turn.text, surely=turn.confidence < _FAIR)
    )
    if not turn.is_payload and unread:
        # Read so, but nothing to read is asked for.
        await HANDLERS["nlu_fallback"].handler(turn)
        return
    if not reading.wish and reading.rest and not (await _hinted(turn, reading)):
        ask_wish(turn)
        return
    if set(reading.wish.packed()) <= {"language"} and reading.wish and (reading.rest or word_count(turn.text) > _BRIEF):
        # "He reads better in English": for whom, and about what?
        ask_wish(turn, reading.wish)
        return
    if not await _tells_of_learning(turn, reading.wish):
        await _suggest(turn, reading.wish, hints=_hints(turn, reading))


@handles("new_arrivals")
async def new_arrivals(turn: Turn) -> None:
    """List what came in lately, of a kind when one was named."""
    if turn.is_payload and await new_by_button(turn):
        return
    if not turn.is_payload and _NEW_DATES.search(fold(turn.text)) and not _THINGS.search(fold(turn.text)):
        # "What are the new dates?" asks of one's own loans.
        turn.intent = "loans"
        if turn.patron is None:
            ask_sign_in(turn)
        else:
            await HANDLERS["loans"].handler(turn)
        return
    reading = await _wanted(turn)
    wish = reading.wish.lacking("new").lacking("since").lacking("until")
    if not turn.is_payload and not wish and reading.rest and turn.confidence < _VERY_SURE:
        # "The Cambridge IELTS books, new editions like 17": words of ours are in it, and what is wanted is named.
        if await _hinted(turn, WishReading(ReadingWish(), reading.rest)):
            await _suggest(turn, ReadingWish(), hints=reading.rest)
            return
        if len(reading.rest) >= _FEW_NAMES or turn.entity("title") or turn.entity("author"):
            name = " ".join(reading.rest)
            turn.say("utter_reading_unknown", name=name, choices=[*menu("suggest_purchase"), librarian()])
            return
        # «کتاب تازه چی آوردید؟»: one word that nobody knows names nothing.
    if wish:
        await _suggest(turn, ReadingWish(**{**_parts(wish), "new": True}))
        return
    titles = await turn.library.new_arrivals(FEW, 60)
    if not titles:
        if not await catalogue_is_missing(turn):
            turn.say("utter_new_arrivals_none")
        return
    turn.show("title", [title.id for title in titles])
    lines = [title_line(title, await turn.library.availability(title.id), acts=True) for title in titles]
    turn.say("utter_new_arrivals", titles={"list": lines, "line": "utter_line_title"}, choices=_buttons(titles))


_NEW_DATES = re.compile(
    r"\b(?:new|updated) (?:due )?(?:dates?|deadlines?)\b|(?<!\w)(?:تاریخ (?:تحویل|برگشت|بازگشت)|مهلت|موعد|سررسید)(?:\w{0,2}|های) (?:جدید|تازه)"
)
_THINGS = re.compile(
    r"\b(?:books?|titles?|novels?|films?|arrivals?|releases?|events?|story|class(?:es)?|workshops?|talks?|clubs?)\b|کتاب|رمان|فیلم|عنوان|برنامه|کارگاه|کلاس"
)


async def suggest_for(turn: Turn, reading: WishReading) -> None:
    """Suggest what meets a wish; where the books for learning a language stand is told first."""
    if await _tells_of_learning(turn, reading.wish):
        return
    await _suggest(turn, reading.wish, hints=_hints(turn, reading))


def _hints(turn: Turn, reading: WishReading) -> tuple[str, ...]:
    """Give the words that help to choose; in many words those that are left over say what is told around the wish."""
    if word_count(turn.text) <= _MANY_WORDS or not says_of_books(reading.wish):
        return reading.hints
    names = (word for word in reading.rest if re.search(rf"(?<=[a-z,] ){word.capitalize()}\b", turn.text))
    return tuple(dict.fromkeys((*names, *reading.narrow)))


# So many words tell more than a wish.
_MANY_WORDS = 7


async def _tells_of_learning(turn: Turn, wish: ReadingWish) -> bool:
    """Tell the fact that clearly answers who wants to learn a language: dictionaries teach nobody."""
    return not turn.is_payload and "language" in wish.genres and bool(wish.topics) and await answer_clearly(turn)


@pending_action("recommend")
async def wish_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Suggest for the wish that was asked for."""
    reading = read_wish(reply.text)
    before = ReadingWish.unpacked(args.get("wish") or {})
    change = read_change(reply.text, before) if before else None
    await _suggest(turn, change[0] if change is not None else reading.wish or before, hints=reading.hints)


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
    if _of_one_title(turn) or is_enough(turn.text) or asks_of_them(turn.text):
        return False
    if turn.intent == "new_arrivals" and not read_wish(turn.text).wish.lacking("new"):
        return False
    if turn.intent in _NAMING and read_wish(turn.text).rest and not _PREFERS.search(fold(turn.text)):
        return False
    change = read_change(await persian_of(turn), before, kept.get("pages", ()))
    if change is None or change[0] == before:
        # What is known in Latin letters needs no guess at its Persian.
        change = read_change(turn.text, before, kept.get("pages", ())) or change
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
    # What was read, or was not meant, is not shown again.
    again = not (reads_others(turn.text) or _NOT_MEANT.search(fold(turn.text)))
    besides = kept["shown"] if (others and wish == before) or not again else ()
    await suggest_changed(turn, before, wish, besides=besides, at=_at(kept))
    return True


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
    if wish.genres != before.genres and before.genres:
        both = await turn.library.suggest(wish, limit=1, language=turn.language)
        if both.relaxed or not both.found:
            # The other genre in the place of the one before, where no title is of both.
            wish = replace(wish, genres=read_wish(turn.text).wish.genres)
    answer = await turn.library.suggest(wish, limit=1, besides=besides, language=turn.language)
    if answer.relaxed or not answer.found:
        wish = await _without_older(turn, before, wish, besides)
    if _NOT_MEANT.search(fold(turn.text)) and await _says_none(turn, wish, besides):
        return
    await _suggest(turn, wish, besides=besides, at=at, free=free)


async def _without_older(turn: Turn, before: ReadingWish, wish: ReadingWish, besides: Sequence[str]) -> ReadingWish:
    """Leave out what it was to be like before, where only so what is asked for now is met."""
    kept = {part: getattr(wish, part) for part in ("origin", "language", "author", "since", "audience")}
    asked = any(value and value != getattr(before, part) for part, value in kept.items())
    if not asked or not before.like or wish.like != before.like:
        return wish
    weaker = wish.lacking("like")
    met = await turn.library.suggest(weaker, limit=1, besides=besides, language=turn.language)
    return weaker if met.found and not met.relaxed else wish


async def more_of(turn: Turn) -> bool:
    """Suggest others for the wish of the last suggestions; False where there were none."""
    kept = turn.recall("reading")
    if not kept:
        return False
    await _suggest(turn, ReadingWish.unpacked(kept["wish"]), besides=kept["shown"], at=_at(kept))
    return True


def _at(kept: dict[str, Any]) -> str:
    return str(kept.get("at") or "")


_UNREAD = frozenset({"out_of_scope", "nlu_fallback"})
_SMALL_TALK = frozenset({"chitchat", "greet", "help"})
#: Kinds that somebody needs, whatever else is said in a first letter.
NEEDED_KINDS = frozenset({"large_print", "audiobook", "braille"})
# A wish of more words says more than a language.
_BRIEF = 6
# So many things asked of a book are a wish for one.
_SEVERAL = 2
_ASKED_ANEW = frozenset({"recommendation", "new_arrivals", "search_book", "shelf_location", "eresources"})
_NAMING = frozenset({"search_book", "shelf_location", "hold", "eresources", "events"})
# Who asks for something else says so; what only says how it should be goes on.
_ANEW = frozenset(
    "recommend suggest have looking search find show got need book books novel novels want are"
    " معرفی پیشنهاد دنبال کتاب کتابی کتابای کتاب‌های"
    " رمان رمانی دارید دارین داری moarefi pishnahad ketab ketabi darid darin".split()
)
_LEANING = frozenset("and but also what how instead with only not no و ولی اما هم حالا پس بدون".split())


@follows_up
async def unread_wish(turn: Turn) -> bool:
    """Take a message that says nothing but what a book should be like as a wish, though it was read as nothing."""
    if turn.is_payload or turn.intent not in _UNREAD | _SMALL_TALK | {"eresources", "events"}:
        return False
    reading = await hear_wish(turn)
    if turn.intent == "events" and ("dvd" not in reading.wish.kinds or _SHOWN_THERE.search(fold(turn.text))):
        return False
    if turn.intent in ("eresources", "events"):
        return bool(reading.wish.kinds) and await _kinds_there_are(turn, reading)
    if set(reading.wish.kinds) & NEEDED_KINDS and word_count(turn.text) > _FEW_WORDS:
        turn.intent = "recommendation"
        kinds = ReadingWish(kinds=reading.wish.kinds, language=reading.wish.language, genres=reading.wish.genres)
        await _suggest(turn, kinds)
        return True
    if turn.intent in _SMALL_TALK:
        return False
    if not _says_enough(turn, reading):
        return False
    await suggest_for(turn, reading)
    return True


def _says_enough(turn: Turn, reading: WishReading) -> bool:
    """Tell whether what was read as nothing says enough of a book: for a thesis, or asked for in so many words."""
    wish, said = reading.wish.lacking("untold"), fold(turn.text)
    if _OF_HOUSE.search(said):
        return False
    if _FOR_WORK.search(said) and (wish.genres or wish.topics):
        return True
    asked = _ASKED_FOR.search(said) is not None and bool(wish.genres or wish.forms or wish.kinds)
    return not reading.rest and (asked or len(wish.packed()) >= _SEVERAL)


# What is wanted of the house is no book, though its subject be named.
_OF_HOUSE = re.compile(
    r"\b(?:rooms?|seats?|class(?:es)?|courses?|workshops?|events?|money|pay|refund|jobs?|help me|write my|do my|visit|internet|printers?|print)\b|اتاق|کلاس|کارگاه|برنامه|پولم|(?<!\w)(?:پول|پرینت|چاپ|کمکم|استخدام|کار)(?!\w)|\b(?:otagh|kelas|kargah|poolam|print|komakam)\b"
)
_FOR_WORK = re.compile(
    r"\b(?:thesis|dissertation|essay|term paper|seminar paper|research paper|homework|school project|presentation)\b|(?<!\w)(?:پایان ?نامه|رساله|تحقیق|مقاله|پروژه|کنفرانس)\w{0,4}(?!\w)|\b(?:payan ?name|tahghigh|maghale)\w{0,3}\b"
)
_ASKED_FOR = re.compile(
    r"^(?:a|an|some) |\b(?:gift|present)\b|(?<!\w)(?:هدیه|کادو)(?!\w)|\b(?:please|want|need|looking for|would like|i'd like|recommend|suggest|any|something|have you|do you have|got)\b|(?<!\w)(?:لطفا|می ?خوام|می ?خواهم|می ?خوایم|معرفی|پیشنهاد|دنبال|چی (?:دارین|دارید)|دارین|دارید|بدین|بدید)(?!\w)|\b(?:mikham|lotfan|moarefi|pishnahad|darid|darin|bedin)\b"
)


async def _kinds_there_are(turn: Turn, reading: WishReading) -> bool:
    """Suggest of a kind what there is, where that is asked, and not how it is used: "which audiobooks have you got?"."""
    if not _WHAT_THERE_IS.search(fold(turn.text)):
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, reading)
    return True


_WHAT_THERE_IS = re.compile(
    r"\b(?:what(?:'ve| have|'s| do)? (?:\w+ )?(?:you|there|u)(?: guys)? ?(?:got|have)?|which (?:\w+ )?(?:ones|audiobooks|films|dvds|titles)|something to (?:listen|watch)|any good)\b"
    r"|(?<!\w)(?:چی|چیا|چه|کدوم) (?:\w+ )?(?:دارید|دارین|داری|هست)|معرفی|پیشنهاد|(?:گوش (?:کنم|بدم)|ببینم) چی|\bchi (?:darid|darin|dari)\b"
)
# A film that is shown at the library is an event.
_SHOWN_THERE = re.compile(
    r"\b(?:screen\w*|show\w*|film (?:night|club|evening)|cinema|when|what time|event\w*|programme|program)\b|اکران|پخش|نمایش|برنامه|رویداد|کی |ساعت|\b(?:ekran|pakhsh|namayesh|barname)\w*"
)
_EDITION = re.compile(
    r"\b(?:a|an|the|its|any) (?:\w+ )?(?:translation|edition|version|copy|audiobook|recording)\b|(?<!\w)(?:ترجمه|نسخه)(?:ش|‌ش|‌ی)?\w*|(?:انگلیسی|فارسی|گویا|صوتی)ش(?!\w)"
)


def _of_one_title(turn: Turn) -> bool:
    """Tell whether a message asks about a title that was shown, and changes nothing of the wish."""
    if means_same_subject(turn.text):
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


async def _wanted(turn: Turn) -> WishReading:
    """Read the wish of a turn; a button wishes for nothing in particular."""
    return WishReading(ReadingWish()) if turn.is_payload else await hear_wish(turn)


async def _hinted(turn: Turn, reading: WishReading) -> bool:
    return bool((await turn.library.suggest(reading.wish, hints=reading.rest, limit=1)).found)


def ask_wish(turn: Turn, wish: ReadingWish | None = None) -> None:
    """Ask what it should be like, because little of the wish was understood; that is kept."""
    turn.await_("recommend", "words", **({"wish": wish.packed()} if wish else {}))
    turn.say("utter_reading_what", status="clarified")


async def _suggest(
    turn: Turn,
    wish: ReadingWish,
    *,
    hints: Sequence[str] = (),
    besides: Sequence[str] = (),
    at: str = "",
    free: bool = False,
) -> None:
    if Capability.ON_SHELF not in turn.library.capabilities():
        # Nobody can keep to what cannot be seen: each line says so.
        at, free = "", False
    limit = _LOOKED_AT if at or free or wish.not_by else FEW
    answer = await turn.library.suggest(wish, hints=hints, limit=limit, besides=besides, language=turn.language)
    if wish.author and not wish.kinds and (not answer.found or answer.relaxed == "author"):
        # A director has made no books.
        films = await turn.library.suggest(replace(wish, kinds=("dvd",)), hints=hints, limit=limit, besides=besides)
        if films.found and films.relaxed != "author":
            wish, answer = replace(wish, kinds=("dvd",)), films
    if wish.not_by:
        others = [one for one in answer.found if not _is_by(one.title, wish.not_by)]
        answer = replace(answer, found=tuple(others if at or free else others[:FEW]), total=len(others))
    if at or free:
        standing = [one for one in answer.found if await _stands(turn, one.title, at)]
        answer = replace(answer, found=tuple(standing[:FEW]), total=len(standing))
    if (missing := _unmet(wish, hints, answer, latin=turn.language == "en")) and not at and not free:
        # "Woodworking" names less than crafts: what is suggested in its place is said to be no such book.
        wish, answer = replace(wish, topics=missing), replace(answer, found=answer.found[:_RELAXED], relaxed="topics")
    if answer.relaxed == "topics" and len(wish.topics) > 1 and not at and not free:
        # Not on all of the words: those on some of them come first.
        some = wish.lacking("topics")
        near = await turn.library.suggest(some, hints=wish.topics, limit=FEW, besides=besides, language=turn.language)
        if not near.relaxed and any(reason.part == "topics" for one in near.found for reason in one.why):
            answer = replace(near, relaxed="topics", found=near.found[:_RELAXED])
    titles = [one.title for one in answer.found]
    ids = [title.id for title in titles]
    shown = [*besides, *ids][-_REMEMBERED:]
    pages = [title.pages for title in titles if title.pages]
    kept = wish.lacking("like").lacking("author") if answer.unknown else wish
    before = turn.recall("reading") or {}
    same = bool(ids) and not besides and before.get("last") == ids and before.get("wish") != kept.packed()
    turn.remember(reading={"wish": kept.packed(), "shown": shown, "last": ids, "pages": pages, "at": at})
    turn.show("title", ids)
    wanted = wish_named(wish, *await _places(turn, at, free=free)) or (
        nested("utter_wish_about", words=listed(hints)) if hints else None
    )
    if not titles:
        if not await catalogue_is_missing(turn):
            _none(turn, wanted, answer, seen=bool(besides))
        return
    asked_before = ReadingWish.unpacked(before.get("wish") or {}).untold
    narrower = same and (wish.untold != asked_before or not wish.untold)
    if narrower and _say_no_narrower(turn, wish, wanted, answer):
        return
    if wish.untold:
        # What nobody has looked for is said before what was found.
        turn.say("utter_reading_untold", what=untold_named(wish))
    foreign = {title.language for title in titles if title.language} - {turn.language}
    spoken = turn.language in {title.language for title in titles}
    if len(foreign) == 1 and not spoken and not (wish.language or wish.origin or "dvd" in wish.kinds):
        turn.say("utter_reading_foreign", language=language_name(foreign.pop()))
    lines = {"list": [await _line(turn, one) for one in answer.found], "line": "utter_line_reading"}
    more = (
        [choice("utter_button_other_titles", "recommendation", ref=_MORE)]
        if answer.total > len(titles) and not answer.relaxed
        else []
    )
    choices = [*_buttons(titles), *more]
    if answer.relaxed:
        turn.say(
            "utter_reading_relaxed", titles=lines, wish=wanted, without=wish_part(wish, answer.relaxed), choices=choices
        )
    elif wanted:
        turn.say("utter_reading", titles=lines, wish=wanted, choices=choices)
    else:
        turn.say("utter_recommend", titles=lines, choices=choices)


def _unmet(wish: ReadingWish, hints: Sequence[str], answer: Suggestions, *, latin: bool) -> tuple[str, ...]:
    """Give the word that names one craft, sport or programming language of which none of what was found is."""
    narrow = [word for word in hints if word in NARROW]
    if wish.topics or not narrow or not answer.found or not _COARSE.intersection(wish.genres):
        return ()
    told = any(reason.part == "topics" for one in answer.found for reason in one.why)
    return () if told or answer.relaxed else (_in_letters(narrow, latin=latin),)


def _in_letters(words: Sequence[str], *, latin: bool) -> str:
    return next((word for word in words if word.isascii() is latin), words[0])


_COARSE = frozenset({"crafts", "programming", "sport", "gardening", "computing"})
# So many are told in the place of what there is not.
_RELAXED = 3


def _say_no_narrower(turn: Turn, wish: ReadingWish, wanted: Fact, answer: Suggestions) -> bool:
    """Say that a wish is not met any closer than by the titles shown already, in place of the very same list."""
    if wish.untold:
        turn.say("utter_reading_untold", what=untold_named(wish), choices=[librarian()])
    elif answer.relaxed and wanted:
        turn.say("utter_reading_none", wish=wanted, choices=[*menu("suggest_purchase"), librarian()])
    elif answer.total <= len(answer.found) and wanted:
        turn.say("utter_reading_no_more", wish=wanted, choices=[*menu("suggest_purchase"), librarian()])
    else:
        return False
    return True


def _is_by(title: Title, names: Sequence[str]) -> bool:
    """Tell whether a title is by somebody of these names, each of its words standing in the author's."""
    said = fold(title.author).split()
    return bool(said) and all(name in said for name in names)


async def _stands(turn: Turn, title: Title, at: str) -> bool:
    places = await turn.library.availability(title.id)
    return any(place.available and at in ("", place.branch.code) for place in places)


async def _places(turn: Turn, at: str, *, free: bool) -> list[Fact]:
    """Name where what is wanted shall be in."""
    branch = next((one for one in await directory.branches(turn.store) if one.code == at), None) if at else None
    if branch is not None:
        return [nested("utter_wish_at", branch=dict(branch.name))]
    return [nested("utter_wish_free")] if free else []


def _none(turn: Turn, wanted: Fact, answer: Suggestions, *, seen: bool) -> None:
    choices: list[OfferedChoice] = [*menu("suggest_purchase"), librarian()]
    if answer.unknown:
        turn.say("utter_reading_unknown", name=answer.unknown, choices=choices)
    elif seen:
        turn.say("utter_reading_no_more", wish=wanted, choices=choices)
    elif wanted:
        turn.say("utter_reading_none", wish=wanted, choices=choices)
    else:
        turn.say("utter_recommend_none")


def _buttons(titles: list[Title]) -> list[OfferedChoice]:
    return [item("search_book", "title", title) for title in titles]


async def _line(turn: Turn, one: Suggestion) -> dict[str, Fact]:
    why = [why_told(reason, one.title) for reason in one.why]
    places = await turn.library.availability(one.title.id)
    return {
        **title_line(one.title, places, acts=True),
        "summary": one.title.summary or None,
        "why": nested("utter_part_why", why=listed(one for one in why if one)) if any(why) else None,
    }


def _parts(wish: ReadingWish) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in wish.packed().items()}
