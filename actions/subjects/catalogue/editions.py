"""Other editions of the title that is spoken of: "in Persian?", "as a film?", «ترجمهٔ انگلیسیش هم هست؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn, nested
from actions.facts.lines import language_name, listed
from actions.facts.wishes import wish_part
from actions.rasa.registry import HANDLERS, follows_up
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.holds.hold_pickup import where
from actions.subjects.reading.reading import suggest_for
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles_in_talk import title_in_talk
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish, WishReading
from language.requests.speech.ellipsis import without_filling
from language.requests.speech.phrases import words_of
from language.requests.titles.copies import CopyWish, find_copy, find_kinds, find_refused_language
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_names import points_back
from library.search.words import CHATTER
from library.values import Title

__all__ = ["first_author", "show_edition", "suggests_such", "tell_others_such"]

_SENTENCE = re.compile(r"[.!?؟،,;؛\n]+")
_LONGEST = 30  # words
# What says nothing more beside the language or the kind of an edition.
_BESIDE = frozenset(
    "it its that this one do does you have got any is are there was were what about how and in as a an the also too or only"
    " tv television serial mini edition editions version versions translation translated copy copies book books of same please sorry i to say forgot"
    " need want prefer would like rather could can get me us maybe instead original but hmm oh"
    " میخاستم میخاسم میخواسم میخام هم هست دارید دارین داری دارن موجوده موجود چی چطور رو را و به با از نسخه نسخش ترجمه ترجمش ترجمه‌ش کتاب کتابش این اون همین همون شما من"
    " یا اش ببخشید لطفا آیا هستش داره باشه میخوام میخواستم بهتره دیگه خب پس اصلی زبان زبون برام"
    " ham hast darin darid chi tarjome tarjomash tarjomeye noskheye noskhe ketab in oon ro be ya mikham bashe khob pas".split()
)
_BOOKS = frozenset("کتاب کتابی کتابای books ketab ketabi ketaba".split())
_OTHERS = 5
_LOOKED_AT = 20


_RESERVING = frozenset({"hold", "hold_at", "hold_title"})
# What takes an edition, and does not only ask for one.
_TAKES = re.compile(
    r"\b(?:want|prefer|please|pls|take|rather|instead|then|would like|i'd like)\b|میخوا|بهتره|لطفا|همون|باشه|ترجیح|بجاش|به جاش|\bmikham\b"
)


@follows_up
async def another_edition(turn: Turn) -> bool:
    """Answer a question for another language or kind of the title that is spoken of; tell whether it was one."""
    if turn.is_payload or len(words_of(turn.text)) > _LONGEST or _asks_of_house(turn):
        return False
    if turn.intent in _REFUSED_SO and await _not_in(turn, find_refused_language(turn.text)):
        return True
    copy = next((wish for part in _SENTENCE.split(turn.text) if (wish := _only_edition(part)) is not None), None)
    if copy is None or await suggests_such(turn):
        return copy is not None
    title = await spoken_of(turn) or await _first_found(turn)
    if title is None and _OF_IT.search(fold(turn.text)):
        # "Is there a film of it?" of a loan that was told of, or of what was named before the list.
        title = await title_in_talk(turn)
    if title is None:
        return False
    several = _SEVERAL.search(fold(turn.text)) is not None
    only_ordered = not several and len(words_of(turn.text)) <= _SHORT_ORDER and orders_to_hold(turn.text)
    if turn.intent == "hold" and only_ordered and await _reserves(turn, title, copy):
        return True
    turn.intent = "search_book"
    await show_edition(turn, title, copy)
    return True


_SHORT_ORDER = 12  # words
# "Reserve both, the English and the Persian one".
_SEVERAL = re.compile(
    r"\b(?:both|each|the two|all)\b|\b(?:english|persian|farsi)\b[^.?!]{0,16}\b(?:and|or)\b[^.?!]{0,16}\b(?:english|persian|farsi)\b|(?<!\w)(?:هر ?دو|دوتا|دو تا|جفت|همه)|(?:فارسی|انگلیسی)\w{0,3} (?:\w{1,4} )?(?:و|یا) (?:\w{1,6} )?(?:فارسی|انگلیسی)|\b(?:hardo|har do|dota)\b"
)


async def _reserves(turn: Turn, title: Title, copy: CopyWish) -> bool:
    """Reserve the one edition that is ordered, "reserve the English one"; False where there is none, or several."""
    works = [title, *await turn.library.editions(title.id)]
    found = [one for one in works if copy.language in ("", one.language) and (copy.kind or title.kind) == one.kind]
    if len(found) != 1:
        return False
    branch = await directory.find_branch(turn.store, turn.text)
    turn.entities = {"ref": [f"title:{found[0].id}"], **({"branch": [branch.code]} if branch is not None else {})}
    if turn.patron is None:
        ask_sign_in(turn)
    else:
        await HANDLERS["hold"].handler(turn)
    return True


# Read as these, an edition is refused to have another one; a complaint of it, or a cancelling, is another matter.
_REFUSED_SO = frozenset("search_book deny recommendation nlu_fallback".split())


async def _not_in(turn: Turn, language: str) -> bool:
    """Show the edition in another language than the one that is refused; False where none is, or there is no other."""
    title = (await spoken_of(turn) or await _first_found(turn)) if language else None
    works = [title, *await turn.library.editions(title.id)] if title is not None else []
    others = [one for one in works if one.language != language]
    if not others:
        return False
    turn.intent = "search_book"
    if len(others) == 1:
        await show_title(turn, others[0])
    else:
        await show_found(turn, others[:_OTHERS], "utter_search", query=others[0].title, count=len(others), more=None)
    return True


_OF_IT = re.compile(
    r"\b(?:film|movie|dvd|audio ?book|audio|recording|translation|edition|version) (?:version )?(?:of|for) (?:it|this|that)\b|\bof (?:it|this one|that one)\b"
    r"|(?<!\w)(?:(?:نسخه|فیلم|کتاب) ?(?:ی )?)?(?:صوتی|گویا|فیلم|ترجمه|انگلیسی|فارسی|درشت)ش(?!\w)|فیلمی? (?:هم )?ازش"
)


def _asks_of_house(turn: Turn) -> bool:
    """Tell whether a message is surely asked of the house: "can I print here?" wishes for no printed copy."""
    of_house = turn.intent in _OF_HOUSE and turn.confidence >= _SURELY
    return of_house and _I_OR_YOU.search(fold(turn.text)) is not None and not points_back(turn.text)


_OF_HOUSE = frozenset("print_scan eresources equipment wifi facilities visitor_access".split())
_SURELY = 0.9
_I_OR_YOU = re.compile(
    r"\b(?:can|could|may|do|shall|should) (?:i|we|one|people|you)\b|\b(?:how|where)\b"
    r"|(?<!\w)(?:می ?(?:تونم|توانم|تونیم|شه|شود)|میشه|میتونم|چطور\w{0,3}|چجوری|چگونه|کجا)(?!\w)|\b(?:mishe|mitunam|chetor\w{0,2}|koja)\b"
)


async def _first_found(turn: Turn) -> Title | None:
    """Give the first of the titles that the last search for a name found; None where something else is shown."""
    kept, shown = turn.recall("searched") or {}, turn.shown("title")
    found = bool(shown) and kept.get("last") == shown and not kept.get("author")
    return await turn.library.title(shown[0]) if found else None


def _only_edition(text: str) -> CopyWish | None:
    """Give what a part of a message asks of an edition, where it asks nothing else and names no title."""
    if _THE_FILM.search(fold(text)):
        # "And the film with Gregory Peck": who plays in it names no other.
        text = _WITH.sub(r"\g<film>", text)
    # "Its English translation": a language that is named goes before the word for a translation.
    if (bare := _REASON.split(text, maxsplit=1)[0]) and find_kinds(bare):
        text = bare
    elif (reader := _FOR_READER.search(fold(text))) is not None and _OF_WORK.search(fold(text)):
        # "In English for a friend": who reads it says nothing of which.
        text = f"{fold(text)[: reader.start()]} {fold(text)[reader.end() :]}"
    if _REFUSES_FORM.match(fold(text)):
        # "No, not the film": the book.
        return CopyWish("", "book", "")
    copy = find_copy(text) or find_copy(text, brief=True)
    if copy is None or copy.plural or fold(text).split()[:1] in (["speak"], ["talk"]):
        return None
    said = words_of(text)
    if (
        copy.kind
        and not _BOOKS.isdisjoint(said)
        and not any(word.endswith("ش") for word in said)
        and not points_back(text)
    ):
        # "Do you have Braille books?", of none in particular.
        return None
    rest_of = copy.rest
    while copy.kind and (other := find_copy(rest_of)) is not None and other.kind:
        # "As an e-book or audiobook": another kind is asked for as well.
        rest_of = other.rest
    left = set(words_of(without_filling(rest_of))) - _BESIDE
    rest = {word for word in left if word.strip(_SIGNS) and word not in CHATTER and not is_ordinary(word)}
    if rest - _REACTIONS or _KNOWS_NO.search(fold(text).replace("’", "'")):
        return None
    # Words that only surround are no more than a few, and the language of a chat is none of an edition's.
    return None if len(left) > _MOST_BESIDE else copy


_REFUSES_FORM = re.compile(
    r"^\W*(?:no,? )?not (?:the |an? |as an? )?(?:movie|film|dvd|audio ?book|e-?book)(?:,? (?:but )?(?:the |a )?(?:paper |printed |real )?(?:book|copy|one))?\W*$"
)
# Why it is wanted so says nothing of which: "as an e-book, so that I needn't wait".
_REASON = re.compile(
    r",? (?:so that|so i|so we|because|since i|that i could|i could|which i could|for my|for the)\b|(?<!\w)(?:که|تا|چون|واسه اینکه|برای اینکه) ",
    re.IGNORECASE,
)
_PERSON = r"(?:friend|mother|mum|mom|father|dad|grandmother|grandma|grandfather|grandpa|wife|husband|daughter|son|sister|brother|niece|nephew|colleague|guest|student|neighbou?r|teacher|boyfriend|girlfriend)"
_PERSON_FA = r"(?:دوست|رفیق|مادر|مامان|پدر|بابا|مادربزرگ|پدربزرگ|همسر|خانم|شوهر|دختر|پسر|خواهر|برادر|خواهرزاده|برادرزاده|همکار|مهمون|مهمان|شاگرد|همسایه|معلم|استاد)"
# Beside a reader "something in English" wishes for another book.
_OF_WORK = re.compile(
    r"\b(?:translation|version|edition|of it|have it|get it|one in (?:english|persian|farsi))\b|(?<!\w)(?:ترجمه|نسخه|(?:انگلیسی|فارسی|اصلی|زبان اصلی)ش)|\b(?:tarjome|noskhe)"
)
_FOR_READER = re.compile(
    rf",? for (?:a|an|my|our|his|her|the) (?:\w{{3,12}} )?{_PERSON}s?\b(?: of mine| who lives in [a-z]{{3,12}})?"
    rf"|(?<!\w)(?:واسه|برای|برا|به) ?(?:ی )?(?:(?:یه|یک|یکی از) )?{_PERSON_FA}(?:های|ای|ام|م|مون|مان|ی|ها)?(?: (?:خارجی|انگلیسی ?زبان|ایرانی|خودم|من))?(?:م|ام|مون)?(?!\w)"
)
_FILM = r"\b(?:the|its|that) (?:old |new |bbc |tv |original )*(?:film|movie|dvd|series|audio ?book|recording)\b"
_THE_FILM = re.compile(_FILM)
# "Gone with the Wind" and "A Room with a View" are titles: a name has two capitals, and nothing is named before it.
_WITH = re.compile(
    rf"(?P<film>{_FILM}(?: versions?| one)?(?: (?:of|for) (?:it|this|that))?),? (?:with|starring|directed by|read by|narrated by) (?!(?:subtitles?|english|persian)\b)(?-i:[A-Z][\w'’.-]* [A-Z])[^.?!,;]{{1,40}}?(?= on (?:dvd|cd)\b|$|[.?!,;])",
    re.I,
)
_MOST_BESIDE = 12
_SIGNS = ".,:;!?؟،؛«»\"'"
_REACTIONS = frozenset("haha lol ha hey guys well yes no ok".split())
_KNOWS_NO = re.compile(
    r"\b(?:don't|doesn't|do not|does not|can't|cannot|not|no) (?:\w+ )?(?:know|read|speak|understand|good at)\b|\b(?:answer|reply|write|talk|speak|chat|events?)\b"
)


async def suggests_such(turn: Turn) -> bool:
    """Suggest what there is of a kind that is asked for in general: "large print ones", «کتاب با خط درشت»."""
    copy = find_copy(turn.text)
    if copy is None or not copy.kind or _IN_GENERAL.search(fold(turn.text)) is None:
        return False
    turn.intent = "recommendation"
    wish = read_wish(turn.text).wish
    # "In large print or as audiobooks": either of them.
    kinds = wish.kinds if copy.kind in wish.kinds else (copy.kind,)
    await suggest_for(turn, WishReading(replace(wish, kinds=kinds, language=wish.language or copy.language)))
    return True


_IN_GENERAL = re.compile(
    r"\b(?:in general|generally)\b|\b(?:any|whatever|whichever) (?:\w{3,12} )?(?:novel|book|one|ones|title)?s? ?(?:will do|would do|is fine|is ok|you have)\b|(?<!\w)هر (?:چی|چه|کتاب|رمان)\w{0,4}(?: \w{2,12}){0,3} ?(?:باشه|باشد|دارید|دارین|بود|فرقی)(?!\w)|\bhar chi(?: \w{2,10}){0,3} (?:bashe|darid|darin|bood)\b|(?<!\w)(?:کلا|کلاً|به طور کلی|در کل)(?!\w)"
    r"|\b(?:large|big|bigger|larger)[- ]?(?:print|type|letters?)(?: ones| books| novels| editions)\b|\b(?:audio ?|braille )(?:ones|books)\b(?! of (?:it|this|that))|\bbooks? (?:in|with) (?:large|big|bigger|larger)[- ](?:print|type|letters?)\b"
    r"|(?<!\w)(?:کتاب|رمان)(?:ی|های|‌های|ها|ای|ا)? (?:با |به )?(?:خط |حروف |چاپ )?(?:درشت|بریل)(?:‌?خط)?(?!\w)|(?<!\w)(?:کتاب|رمان)(?:های|‌های|ها|ای|ا) (?:صوتی|گویا)(?!\w)|\b(?:ketab|roman)\w{0,3} (?:ba )?(?:khat\w? |horu?o?f\w? |chap\w? )?(?:e )?dorosht\b"
)


async def show_edition(turn: Turn, title: Title, copy: CopyWish) -> None:
    """Show the edition of a title's work in a language or of a kind, or of each kind; or say what there is instead."""
    works = [title, *await turn.library.editions(title.id)]
    kinds = () if turn.is_payload or copy.language else find_kinds(turn.text)
    if len(kinds) > 1 and copy.kind in kinds:
        await _of_each_kind(turn, works, kinds)
        return
    language = copy.language
    found = [one for one in works if language in ("", one.language) and (copy.kind or one.kind) == one.kind]
    pending = turn.slot("pending") or {}
    reserving = pending.get("do") in _RESERVING and turn.patron is not None and _TAKES.search(fold(turn.text))
    if len(found) == 1 and reserving:
        # "The Persian one, please", while it is asked where the other one is to be collected.
        turn.set("pending", None)
        turn.intent, turn.entities = "hold", {}
        await where(turn, found, branch=(pending.get("args") or {}).get("branch"))
    elif len(found) == 1 or (title in found and not language):
        await show_title(turn, title if title in found else found[0])
    elif found:
        await show_found(turn, found[:_OTHERS], "utter_search", query=title.title, count=len(found), more=None)
    else:
        await _none(turn, works, copy)


async def _of_each_kind(turn: Turn, works: list[Title], kinds: tuple[str, ...]) -> None:
    """Show what there is of each of several kinds; say of which there is none."""
    there = [kind for kind in kinds if any(one.kind == kind for one in works)]
    lacking = tuple(kind for kind in kinds if kind not in there)
    if lacking:
        named = wish_part(ReadingWish(kinds=lacking), "kinds")
        await show_found(turn, works, "utter_edition_no_kind", kind=named)
        turn.point("title", works[0].id, "search_book")
    for kind in there:
        await show_title(turn, next(one for one in works if one.kind == kind))


async def _none(turn: Turn, works: list[Title], copy: CopyWish) -> None:
    title = works[0]
    if copy.kind:
        await show_found(turn, works, "utter_edition_no_kind", kind=nested(f"utter_kind_{copy.kind}"))
    else:
        have = listed(language_name(one) for one in dict.fromkeys(work.language for work in works))
        await show_found(turn, works, "utter_edition_only", language=language_name(copy.language), have=have)
    if len(works) == 1:
        turn.point("title", title.id, "search_book")
    others = await _others_such(turn, works, copy)
    if others:
        await _tell_such(turn, title, others, copy.kind)
        # The talk is about the title still: "and as a film?".
        turn.remember(spoken={"title": title.id, "ids": turn.shown("title")})


async def tell_others_such(turn: Turn, titles: Sequence[Title], kinds: Sequence[str], language: str = "") -> None:
    """Show what else there is of some kinds by the authors of titles that are of none: a selection in large print."""
    for title in titles:
        works = [title, *await turn.library.editions(title.id)]
        for kind in kinds:
            if others := await _others_such(turn, works, CopyWish(language, kind, "")):
                await _tell_such(turn, title, others, kind)


async def _tell_such(turn: Turn, title: Title, others: Sequence[Title], kind: str) -> None:
    """Show what else there is by the author of a title: of the kind that the title itself is not."""
    name = first_author(title)
    if kind:
        await show_found(
            turn, others[:_OTHERS], "utter_edition_author_kind", author=name, kind=nested(f"utter_kind_{kind}")
        )
    else:
        await show_found(turn, others[:_OTHERS], "utter_edition_author", author=name)


async def _others_such(turn: Turn, works: Sequence[Title], copy: CopyWish) -> list[Title]:
    """Give what else there is by the first author of a work, of the kind and in the language that is asked for."""
    name = first_author(works[0])
    page = await turn.library.search(author=name, limit=_LOOKED_AT) if name else None
    ids = {one.id for one in works}
    return [
        one
        for one in (page.titles if page is not None and not page.corrected else ())
        if one.id not in ids and copy.language in ("", one.language) and (copy.kind or one.kind) == one.kind
    ]


def first_author(title: Title) -> str:
    """Give the first author's name; empty for none."""
    return re.split(r"[؛;،,]| and | و ", title.author)[0].strip()
