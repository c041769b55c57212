"""What is said of the titles spoken of and names none: another edition will do, as audio, others by the same hand."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, listens
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.named_titles import several_titles
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of, title_asked_with, title_before, titles_shown
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.titles.copies import CopyWish, find_copy
from library.values import Title

__all__ = ["asks_for_others_of_theirs", "as_audio", "other_edition", "when_first_back", "will_do"]

_OF_TITLES = frozenset({"search_book", "shelf_location", "recommendation", "hold", "hold_status", "new_arrivals"})
_READ_SO = frozenset(
    "search_book recommendation shelf_location affirm deny nlu_fallback out_of_scope chitchat eresources change_language"
    " hold hold_status new_arrivals facilities borrow".split()
)
_LONGEST = 16
# "If not, Persian will do": what is said around the edition that would do as well.
_IF_NOT = re.compile(
    r"\b(?:if (?:not|it(?:'s| is) (?:out|not (?:there|in|available)|gone|lent)|you don't|there(?:'s| is) none|unavailable)|otherwise|or else|failing that)\b|(?<!\w)(?:اگه|اگر) (?:\w+ )?(?:نبود|نیست|نباشه|نداری\w*|نداشتی\w*|نشد|نه)(?!\w)|\b(?:age|agar) (?:\w+ )?(?:nabud|nabood|nist|nadar\w*|na)\b"
)
_WILL_DO = re.compile(
    r"\b(?:ok|okay|fine|good|alright|will do|would do|also good|works|acceptable|enough)\b|(?<!\w)(?:خوب\w*|اوکی\w*|باشه|اشکال\w*|قبول\w*|کافی\w*|هم میشه|میشه|ok)(?!\w)|\b(?:khub\w*|khoob\w*|eybi nadar\w*|okaye?|bashe)\b"
)
_ANY_TRANSLATION = re.compile(
    r"\bany (?:other )?(?:translation|edition|version)\b|\bwhichever translation\b|هر ترجمه|ترجمه ?(?:‌?ی)? ?(?:هرچی|هر چی|هر کی|هرکی|دیگه)|\bhar tarjome"
)
_AUDIO = re.compile(
    r"(?<!\w)(?:صوتی|گویا) ?(?:ش|شم|شون|شو)(?!\w)|\b(?:audio ?(?:book|version|edition)?|audiobooks?|recording)\b[^.?!]{0,25}\b(?:of (?:it|this|that)|one of it)\b|(?:audio ?book|صوتی)[^.؟?!]{0,30}(?<!\w)(?:ازش|همین|این|اون)(?!\w)|\b(?:soti|sowti|gooya)(?:sh|sham|sho)\b"
)
_OF_THOSE = re.compile(
    r"\b(?:of|for) (?:any |all |some |one )?(?:of )?(?:those|these|them|the (?:two|three|four|five))\b"
)
_OF_THEIRS = re.compile(
    r"\b(?:others?|more|other (?:films?|movies?|books?|works?|novels?)|anything else|what else|something else)\b[^.?!]{0,20}\b(?:by|of|from) (?:the|this|that) ?(?:same )?(?:director|author|writer|filmmaker|film ?maker)\b|\b(?:by|of|from) the same (?:director|author|writer|filmmaker)\b"
    r"|(?:از|مال) (?:همین|همون|همان|این|اون) (?:کارگردان|نویسنده|مترجم|فیلم ?ساز)\w*|\baz ham[iu]n (?:kargardan|nevisande)\w*"
)


def will_do(text: str) -> CopyWish | None:
    """Give the language or kind of an edition that would do as well: "if not, Persian is fine"."""
    said = fold(text).replace("’", "'")
    if word_count(text) > _LONGEST or not (_IF_NOT.search(said) or _WILL_DO.search(said)):
        return None
    if _ANY_TRANSLATION.search(said):
        return CopyWish("fa", "", "")
    copy = find_copy(text)
    if copy is None or copy.plural or not copy.language:
        return None
    rest = _WILL_DO.sub(" ", _IF_NOT.sub(" ", fold(copy.rest).replace("’", "'")))
    left = [word for word in re.findall(r"[^\W\d_]+", rest) if word not in _AROUND]
    return copy if not left else None


_AROUND = frozenset(
    "it it's s is out if not then would be in the a an too also one edition version translation that's that for me just so please"
    " هم ه ام ش رو را که باز به هر بود نسخه ترجمه ی ok اگه اگر نبود نیست ham age vali hame bud".split()
)


def as_audio(text: str) -> bool:
    """Tell whether a text asks for what is spoken of as an audiobook: «صوتیش هم هست؟»."""
    return _AUDIO.search(fold(text).replace("’", "'")) is not None


def asks_for_others_of_theirs(text: str) -> bool:
    """Tell whether a text asks what else there is by the author or director of what is spoken of."""
    return _OF_THEIRS.search(fold(text).replace("’", "'")) is not None


@listens
async def one_or_the_other(turn: Turn) -> bool:
    """Tell of two titles that are named which is in: "X or Y, which is free now?", whatever it was read as."""
    said = fold(turn.text).replace("’", "'")
    if turn.is_payload or turn.slot("pending") or turn.confidence >= _SURE or not _EITHER.search(said):
        return False
    if turn.intent in _OF_OWN or not _IS_IN.search(said):
        return False
    listed = await several_titles(turn)
    if listed is None or len(listed[0]) < _TWO:
        return False
    turn.intent, turn.entities = "search_book", {}
    await show_found(turn, listed[0], "utter_search_several")
    return True


_SURE, _TWO = 0.75, 2
_OF_OWN = frozenset("loans renew hold_status cancel_hold fines hold".split())
_EITHER = re.compile(r"\bor\b|(?<!\w)یا(?!\w)|\bya\b")
_IS_IN = re.compile(
    r"\b(?:free|available|in (?:now|today|at the moment)|on the shelf|which (?:one|of them)|who is)\b|موجود|آزاد|کدوم|کدام|(?<!\w)هست(?!\w)|\b(?:mojud|azad|kodu?o?m)\w*"
)


@listens
async def finds_several(turn: Turn) -> bool:
    """Show two titles or more that are to be looked for, whatever is asked beside: "find me X and Y, and …"."""
    if turn.is_payload or turn.slot("pending") or turn.intent not in _UNHEARD or orders_to_hold(turn.text):
        return False
    said = fold(turn.text).replace("’", "'")
    if not _FIND.search(said) or _SET_ASIDE.search(said):
        return False
    listed = await several_titles(turn, loosely=True)
    if listed is None or len(listed[0]) < _TWO:
        return False
    turn.intent, turn.entities = "search_book", {}
    await show_found(turn, listed[0], "utter_search_several")
    return True


_UNHEARD = frozenset("nlu_fallback out_of_scope chitchat hold borrow ill facilities eresources".split())
# To set aside is more than to find.
_SET_ASIDE = re.compile(
    r"\b(?:set|put|keep|hold)\b[^.?!]{0,40}\b(?:aside|for me|by)\b|(?<!\w)(?:نگه ?(?:دار|میدار)|کنار (?:بذار|بگذار))"
)
_FIND = re.compile(
    r"\b(?:find|look up|look for|search for|check for|do you have|have you got)\b"
    r"|(?<!\w)(?:پیدا (?:کن\w*|میکن\w+)|بگرد\w*|ببین\w*|سرچ کن\w*|دارید|دارین)(?!\w)|\b(?:peyda kon\w*|bebin\w*|darin|darid)\b"
)


@listens
async def films_of_author(turn: Turn) -> bool:
    """Search for what there is of a kind by whom is named, hardly read as that: «فیلمای مهرجویی»."""
    if turn.is_payload or turn.slot("pending") or turn.intent not in _UNHEARD or turn.confidence >= _SURE:
        return False
    copy = find_copy(turn.text)
    if copy is None or not copy.kind or not copy.plural:
        return False
    found = await name_within(turn, copy.rest)
    if found is None or not found[1].author:
        return False
    turn.intent, turn.confidence, turn.entities = "search_book", 1.0, {"author": [found[0]]}
    await HANDLERS["search_book"].handler(turn)
    return True


@listens
async def shelf_of_named(turn: Turn) -> bool:
    """Tell the call number of a title that is named, whatever that was read as: no telephone is asked for."""
    if turn.is_payload or turn.slot("pending") or turn.intent not in _NUMBER_SO or orders_to_hold(turn.text):
        return False
    if not _CALL_NUMBER.search(fold(turn.text)):
        return False
    if await title_named(turn, turn.text) is None:
        return False
    turn.intent, turn.confidence, turn.entities = "shelf_location", 1.0, {}
    await HANDLERS["shelf_location"].handler(turn)
    return True


_NUMBER_SO = _UNHEARD - {"hold"} | {"search_book", "staff_contact", "location", "recommendation", "account"}
_CALL_NUMBER = re.compile(r"\b(?:call number|shelf ?mark)\b|شماره (?:ی )?(?:راهنما|قفسه)(?!\w)")


@listens
async def named_is_in(turn: Turn) -> bool:
    """Tell whether a title that is named is in, hardly read as a search: "is Emma in at Saadi or only at Central?"."""
    if turn.is_payload or turn.slot("pending") or turn.confidence >= _HARDLY or turn.intent in _OF_OWN:
        return False
    asked = _NAMED_IN.search(turn.text)
    title = await title_of_words(turn, asked["name"]) if asked is not None else None
    if title is None:
        return False
    turn.intent, turn.entities = "search_book", {}
    await tell_where(turn, title, await directory.find_branch(turn.store, turn.text[asked.end() :] if asked else ""))
    return True


_HARDLY = 0.6
_NAMED_IN = re.compile(
    r"\b(?:is|are) (?P<name>[^.?!,]{2,60}?),? (?:still |also |now )?(?:in|available|out|there|on the shelf)\b(?: (?:now|today|right now))?(?=[?.!,]| (?:at|in|or)\b|$)",
    re.IGNORECASE,
)


@listens
async def edition_of_named(turn: Turn) -> bool:
    """Tell of a title that is named whether there is a copy of a kind, where that was hardly read as a search."""
    if turn.is_payload or turn.slot("pending") or turn.intent not in _UNHEARD or turn.confidence >= _SURE:
        return False
    copy = find_copy(turn.text)
    if copy is None or not copy.kind or copy.plural or orders_to_hold(turn.text):
        return False
    title = await title_named(turn, turn.text)
    if title is None:
        return False
    turn.intent = "search_book"
    await show_edition(turn, title, copy)
    return True


@listens
async def other_edition(turn: Turn) -> bool:
    """Answer for another edition, or others by the same hand, of the title that is spoken of; False where none is."""
    last = turn.thread.last
    if turn.is_payload or turn.intent not in _READ_SO or last is None or last.act not in _OF_TITLES:
        return False
    if turn.slot("pending") and (turn.slot("pending") or {}).get("awaits") != "words":
        return False
    said = fold(turn.text).replace("’", "'")
    copy = CopyWish("", "audiobook", "") if as_audio(turn.text) else will_do(turn.text) or _beside(turn.text)
    others = asks_for_others_of_theirs(turn.text)
    shown = await titles_shown(turn)
    if copy is None and "audio" in said and _OF_THOSE.search(said) and len(shown) > 1 and find_copy(turn.text):
        return await _of_each(turn, shown)
    if (copy is None and not others) or await title_named(turn, turn.text) is not None:
        return False
    title = await spoken_of(turn) or await title_before(turn) or await title_asked_with(turn) or _first(shown)
    if title is None:
        return False
    turn.intent = "search_book"
    turn.set("pending", None)
    if others:
        await tell(turn, title, "others")
    else:
        await show_edition(turn, title, copy or CopyWish("", "", ""))
    return True


@listens
async def when_first_back(turn: Turn) -> bool:
    """Tell where the title in talk stands, and when one is back, where that is asked in case all are out."""
    last = turn.thread.last
    if turn.is_payload or turn.slot("pending") or turn.intent not in _BACK_SO or last is None:
        return False
    if last.act not in _OF_TITLES or _ALL_OUT.search(fold(turn.text).replace("’", "'")) is None:
        return False
    title = await spoken_of(turn) or await title_before(turn)
    if title is None:
        return False
    turn.intent = "search_book"
    await tell_where(turn, title, None)
    return True


_BACK_SO = frozenset("return loans borrow loan_policy hold hold_status nlu_fallback out_of_scope search_book".split())
_ALL_OUT = re.compile(
    r"\b(?:if|when|in case) (?:all|every|both|they|it|that|none)\b[^.?!]{0,30}\b(?:out|outside|lent|loaned|on loan|taken|borrowed|gone|away|not (?:there|in))\b[^.?!]{0,12}\bwhen\b[^.?!]{0,40}\b(?:back|returns?|returned|in again|free|available)\b"
    r"|(?<!\w)(?:اگه|اگر) (?:همه|هر ?دو|نبود|نیست)[^.؟?!]{0,30}(?<!\w)کی [^.؟?!]{0,20}(?:بر ?می ?گرد|پس می|آزاد می|خالی می)|\b(?:age|agar) (?:hame|har ?do|nabud|nist)[^.?!]{0,30}\bkey? [^.?!]{0,20}(?:bar ?migard|pas mi|azad mi)"
)


def _beside(text: str) -> CopyWish | None:
    """Give the edition that is asked for beside the one told of, and not ordered: "and the Persian one, too"."""
    said = fold(text).replace("’", "'")
    if _ALSO.search(said) is None or orders_to_hold(text) or word_count(text) > _LONGEST:
        return None
    copy = find_copy(text)
    return copy if copy is not None and copy.language and not copy.plural else None


_ALSO = re.compile(
    r"\bthe (?:persian|farsi|english) (?:one|edition|version|translation|copy),? (?:please,? )?(?:also|too|as well)\b|\balso the (?:persian|farsi|english) (?:one|edition|version|translation|copy)\b"
    r"|(?<!\w)(?:فارسی|انگلیسی) ?(?:ش|اش|شو) ?(?:رو )?هم(?!\w)|\b(?:farsi|engelisi|englisi)(?:sh|ash|sho)(?: ro)? ham\b"
)


def _first(shown: list[Title]) -> Title | None:
    """Give the first of the editions shown, where they are of one author."""
    return shown[0] if shown and len({one.author for one in shown}) == 1 else None


async def _of_each(turn: Turn, shown: list[Title]) -> bool:
    """Show which of a list there is as an audiobook; say that there is none of them."""
    found = [
        edition
        for title in shown
        for edition in (title, *await turn.library.editions(title.id))
        if edition.kind == "audiobook"
    ]
    turn.intent = "search_book"
    if found:
        await show_found(turn, list({one.id: one for one in found}.values()), "utter_search_several")
    else:
        await show_found(turn, shown, "utter_edition_no_kind", kind=nested("utter_kind_audiobook"))
    return True
