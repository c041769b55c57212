"""A title or an author named in place of what was shown: "the restaurant one", "not that, the one by Reza Ghasemi"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.moves.title_copies import which_are_in, which_at
from actions.subjects.reading.wishes_changed import suggest_changed
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from actions.subjects.titles.switched import switches_to
from actions.subjects.titles.titles import is_titled
from actions.subjects.titles.titles_in_talk import title_in_talk
from actions.subjects.titles.two_kinds import asks_of_kinds
from actions.subjects.titles.who_wrote import tell_of_theirs, who_wrote
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish
from language.requests.titles.copies import find_copy
from language.requests.titles.poets import means_poet
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_where_it_stands, asks_whether_in
from library.values import SearchPage, Title

__all__ = ["names_anew", "wishes_of_author"]

_SIGNS = ".,:;!?؟،؛«»\"'()“”"
# "The restaurant one", "the one about the metro", «اون که رستورانه», "un ke restooran dasht".
_BY_A_WORD = re.compile(
    r"\b(?:the|that) (?P<before>[^\W\d_]{3,20}(?: [^\W\d_]{3,20})?) (?:one|book|novel|ones)\b"
    r"|\bone (?:about|with|called|named|on|set in|where|titled) (?:the |a |an )?(?P<behind>[^\W\d_]{3,20}(?: [^\W\d_]{3,20}){0,3})"
    r"|(?<!\w)(?:اون|اونی|همون|همونی|آن|آنکه|همان) ?(?:یکی )?(?:که )?(?:اسمش |راجع به |درباره ی? ?|درباره |مال |توش )?(?P<fa>[^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,2})"
    r"|\b(?:un|oon|hamun|hamoon)i? (?:yeki )?(?:ke )?(?:esmesh )?(?P<latin>[^\W\d_]{3,20})\b"
)
# These tell a title by no word of its name.
_NO_NAME = frozenset(
    fold(word)
    for word in (
        "first second third fourth fifth last next other another same only new newest old oldest short shorter shortest long longer longest"
        " english persian farsi big small good best better right wrong whole about with without left library book novel film movie one ones story"
        " یکی کتاب رمان فیلم اول اولی دوم دومی سوم سومی آخری دیگه دیگر نویسنده نویسنده‌اش انگلیسی فارسی کتابه رمانه که هست بود داشت رو را کجاست کجاس کجا هستش موجوده دارین دارید الان حالا چیه چی کدوم میخوام بده"
    ).split()
)
_FEWEST = 2
# The one shown is not meant: whose it is, or what else it is called, stands behind.
_BY_AUTHOR = re.compile(
    r"(?<!another )(?<!other )\b(?:the )?one (?:whose (?:author|writer) is|that(?:'s| is| was)? (?:written )?by|which is by|written by|by)\s+(?P<en>[^.?!؟]{3,60})"
    r"|(?<!\w)(?:اونی|همونی|اون|همون|یکی|کتابی) ?(?:که )?(?:نویسنده\w{0,4}(?: \w{1,3})?|نوشته|اثر|مال)\s+(?P<fa>[^.?!؟]{3,60})"
    r"|\b(?:uni|ooni|hamuni|un|oon) (?:ke )?(?:nevisand\w{1,4}|male?|asare?)\s+(?P<latin>[^.?!]{3,60})"
)
_ONLY = re.compile(
    r"^\W{0,3}(?:no|nope|nah|not|na|نه|نخیر)\b(?:(?!\b(?:only|just|faghat|فقط)\b).){0,80}\b(?:only|just|faghat|فقط)\s+(?P<name>[^.?!؟]{3,40})$"
)
_PRONOUNS = frozenset("her him them me you us the same same author the same author او اون ایشون خودش همون همین".split())
_COPULA = re.compile(r"(?<=[^\W\d_]{3})(?:ه|ست|‌ست|‌ه|ye)$")
# Read surely as one of these, it is no other title that is meant.
_ELSEWHERE = frozenset(
    "hours location renew fines room_booking wifi complaint events facilities report_fault hold_status loans account cancel_hold emergency human_help deny cancel".split()
)
_SURE, _MOST_WORDS, _BARE = 0.8, 24, 3
# In so few words a name is all that is said.
_BARE_SURE = 0.75
_MOVES = 0.5
_MANY, _FEW_OF_THEIRS = 40, 10


async def names_anew(turn: Turn) -> LookStep:
    """Take the title or the author that a message names in place of what was shown as what is asked for."""
    if turn.is_payload or turn.slot("pending") or word_count(turn.text) > _MOST_WORDS:
        return LookStep.ON
    if orders_to_cancel(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    if await _is_bare_author(turn):
        turn.read_as("search_book", keeps_named=True)
        turn.entities = {"author": [turn.text.strip(f" {_SIGNS}")]}
        return LookStep.RUN
    elsewhere = turn.intent in _ELSEWHERE and turn.confidence >= _SURE
    if not turn.shown("title") or (elsewhere and not _refuses(turn)):
        return LookStep.ON
    if elsewhere:
        # "The one by the park, when does it open?": only an author's name says more than what was read.
        found = await name_within(turn, _named(turn))
        if found is None or not found[1].author:
            return LookStep.ON
    elif (turn.intent in _WISHING and await asks_of_kinds(turn)) or await _asks_other_forms(turn):
        return LookStep.DONE
    if not elsewhere and (title := await _named_at_end(turn)) is not None:
        turn.read_as("search_book", keeps_named=True)
        turn.entities = {"ref": [f"title:{title.id}"]}
        return LookStep.RUN
    author, beside = await switches_to(turn) if not elsewhere else ("", "")
    if author:
        at = await directory.find_branch(turn.store, beside)
        theirs = await turn.library.search(author=author, limit=_FEW_OF_THEIRS)
        turn.text, turn.entities = author, {"author": [author]}
        turn.read_as("search_book", keeps_named=True)
        if at is not None and theirs.author and len(theirs.titles) > 1:
            await which_at(turn, theirs.titles, at)
            return LookStep.DONE
        return LookStep.RUN
    if name := _named(turn):
        found = await name_within(turn, name)
        said, page = found if found is not None else ("", SearchPage())
        turn.text = name
        turn.read_as("search_book")
        if not page.author and len(page.titles) == 1:
            turn.entities = {"ref": [f"title:{page.titles[0].id}"]}
        elif page.author and (title := await _of_author(turn, name, said, page.author)) is not None:
            turn.entities = {"ref": [f"title:{title.id}"]}
        elif page.author:
            turn.text, turn.entities = said, {"author": [said]}
        return LookStep.RUN
    title = await _by_a_word(turn)
    if title is None:
        return LookStep.ON
    placed = asks_where_it_stands(turn.text) or asks_whether_in(turn.text)
    asked = find_title_question(turn.text) is not None or max(turn.moves.values(), default=0.0) >= _MOVES
    if asked and not placed:
        # "The animal one, is that long?" asks something of it.
        turn.point("title", title.id, "search_book")
        return LookStep.ON
    turn.intent = "hold" if orders_to_hold(turn.text) else "search_book"
    turn.confidence, turn.moves = 1.0, {}
    branch = {"branch": turn.entities["branch"]} if turn.entities.get("branch") else {}
    turn.entities = {"ref": [f"title:{title.id}"], **branch}
    return LookStep.RUN


# An author named as an example of what is wished for, or as the one of whom it shall be.
_EXAMPLE = re.compile(
    r"(?:(?<!\w)(?:مثلا|برای نمونه)(?!\w)|\b(?:for example|for instance|e\.?g\.?|such as|say|masalan)\b),? (?P<name>[^\W\d_][\w'-]{2,20}(?: [^\W\d_][\w'-]{2,20}){0,2})"
)
_OF_NAME = re.compile(
    r"(?:(?<!\w)از (?:همین |همون |خود )?|\b(?:by|of|az) (?:the same |that |hamin )?)(?P<name>[^\W\d_][\w'-]{2,20}(?: [^\W\d_][\w'-]{2,20}){0,2})"
)
_SAME_AUTHOR = re.compile(
    r"\b(?:the )?(?:same|that|this) (?:author|writer)\b|(?<!\w)(?:همون|همین|این|اون) نویسنده\w*(?!\w)|\b(?:hamun|hamin|hamoon) nevisande\w*\b"
)
_NOW = re.compile(
    r"\b(?:in (?:now|right now)|available|on the shelf|right now)\b|(?<!\w)(?:تو قفسه|توی قفسه|الان|موجود\w*)(?!\w)|\b(?:too? ghafase|alan|mojud\w*)\b"
)
_LONGEST_NAME = 3  # words


async def wishes_of_author(turn: Turn) -> LookStep:
    """Suggest of the author who is named where it is said what it shall be, whatever list was shown before.

    "From this same Nesin one that is in now, at Central"; "anything of that author as an audiobook"; "humour, Nesin
    for example".
    """
    if turn.is_payload or turn.slot("pending") or word_count(turn.text) > _MOST_WORDS:
        return LookStep.ON
    if turn.intent not in _WISHING or orders_to_hold(turn.text):
        return LookStep.ON
    said = fold(turn.text)
    wish = read_wish(turn.text).wish
    if author := await who_wrote(turn, said):
        return await tell_of_theirs(turn, author, free=_NOW.search(said) is not None)
    example = _EXAMPLE.search(said)
    same = _SAME_AUTHOR.search(said)
    if find_title_question(turn.text) is not None and not (same and wish.kinds):
        return LookStep.ON
    if _THESE_AUTHORS.search(said) and turn.shown("title"):
        # "Which of the authors you named have you got?" asks of what was shown.
        turn.read_as("search_book", keeps_named=True)
        await which_are_in(turn, await titles_shown(turn))
        return LookStep.DONE
    if await _their_other_language(turn, said):
        return LookStep.DONE
    named = example or (_OF_NAME.search(said) if turn.shown("title") else None)
    branch = await directory.find_branch(turn.store, turn.text) if not means_poet(turn.text) else None
    now = _NOW.search(said) is not None
    if example is not None:
        if not (wish.genres or wish.forms):
            return LookStep.ON
    elif not (wish.kinds or ((branch is not None or now) and same is None)):
        return LookStep.ON
    author = await _same_author(turn) if same is not None else await _author_of(turn, named["name"]) if named else ""
    if not author:
        return LookStep.ON
    turn.read_as("recommendation", keeps_named=True)
    if example is None and turn.recall("reading"):
        # Not "no others than these": what is asked of one author is a wish of its own.
        turn.remember(reading=None)
    wanted = ReadingWish(author=author, kinds=wish.kinds, genres=wish.genres, language=wish.language)
    if example is not None:
        by_them = await turn.library.suggest(wanted, limit=1, language=turn.language)
        wanted = wanted if by_them.found and not by_them.relaxed else ReadingWish(author=author)
    await suggest_changed(turn, ReadingWish(), wanted, at=branch.code if branch is not None else "", free=now)
    return LookStep.DONE


_THESE_AUTHORS = re.compile(
    r"\b(?:of|by|from) (?:these|those|the) (?:authors|writers)\b|(?<!\w)(?:این|اون|همین|همون) نویسنده ?(?:ها|‌ها)\w*(?!\w)|\b(?:in|un|hamin) nevisande ?ha\w*\b"
)
_THEIRS = re.compile(
    r"\b(?:any|something|anything|one|ones) (?:of|by) (?:his|hers|him|her|theirs|them)\b|\b(?:his|hers|theirs)\b|(?<!\w)(?:از اینا|از اینها|کارهاشون|کاراش|کاراشون)(?!\w)"
)


async def _their_other_language(turn: Turn, said: str) -> bool:
    """Suggest the same in the language that is asked of those shown: "any of his or hers in English?"."""
    kept = turn.recall("reading") or {}
    copy = find_copy(turn.text)
    if not kept.get("wish") or kept.get("last") != turn.shown("title") or not _THEIRS.search(said):
        return False
    if copy is None or not copy.language or copy.kind:
        return False
    before = ReadingWish.unpacked(kept["wish"])
    turn.read_as("recommendation", keeps_named=True)
    await suggest_changed(turn, before, replace(before, language=copy.language))
    return True


_WISHING = frozenset(
    "search_book recommendation shelf_location out_of_scope nlu_fallback chitchat new_arrivals eresources".split()
)


async def _author_of(turn: Turn, name: str) -> str:
    """Give the author whom the first words of a name name, as the catalogue writes it; empty for none."""
    words = name.split()
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        tried = " ".join(words[:length])
        if await directory.find_branch(turn.store, tried) is not None:
            continue
        page = await turn.library.search(author=tried, limit=1, exactly=True)
        if page.titles and page.author and not page.corrected:
            return page.author
    return ""


async def _same_author(turn: Turn) -> str:
    """Give the author of the title that is spoken of."""
    title = await title_in_talk(turn)
    return re.split(r"[؛;]", title.author)[0].strip() if title is not None else ""


# What says that a title follows which is wished for in place of another.
_HOW_ABOUT = re.compile(
    r"\b(?:how about|what about|maybe|something|then|instead)\b|(?<!\w)(?:چطوره?|پس|شاید|به ?جاش|یه چیز\w*)(?!\w)|\b(?:chetore|pas|shayad|be jash)\b"
)
_CLAUSE = re.compile(r"[.,،;:!?؟–—-]\s+")


async def _named_at_end(turn: Turn) -> Title | None:
    """Give the title that is the last clause of a wish: "something smaller by a Frenchman then, The Stranger"."""
    clauses = [part.strip() for part in _CLAUSE.split(turn.text) if part.strip()]
    if len(clauses) < _FEWEST or _HOW_ABOUT.search(fold(" ".join(clauses[:-1]))) is None:
        return None
    name = clauses[-1].strip(f" {_SIGNS}")
    page = await turn.library.search(title=name, limit=_BARE)
    same = [] if page.corrected else [title for title in page.titles if is_titled(title.title, name)]
    return next((title for title in same if title.language == turn.language), same[0] if same else None)


# What may be said around the form that a title is wished in.
_AROUND_FORM = frozenset(
    fold(word)
    for word in (
        "in or and as a an the any would be best better fine great good please maybe even is it there what about how also too ok okay version copy one it's"
        " یا و هم بهتره بهتر باشه خوبه چی چطور لطفا به صورت نسخه اش هست دارین دارید پس"
    ).split()
)


async def _asks_other_forms(turn: Turn) -> bool:
    """Tell of the title just spoken of whether there is a copy in each of the forms that are named, and nothing else.

    "In Persian would be best. Or large print" after "do you have it as a film?".
    """
    last, kept = turn.thread.last, turn.recall("reading") or {}
    if last is None or last.act != "search_book" or kept.get("last") == turn.shown("title"):
        return False
    copies = []
    for part in re.split(r"[.,،;!?؟]|\bor\b|(?<!\w)یا(?!\w)", fold(turn.text)):
        if not part.strip():
            continue
        copy = find_copy(part, brief=True)
        if copy is None or set(copy.rest.split()) - _AROUND_FORM:
            return False
        copies.append(copy)
    title = await spoken_of(turn) if len(copies) == _FEWEST else None
    if title is None:
        return False
    turn.read_as("search_book", keeps_named=True)
    for copy in copies:
        await show_edition(turn, title, copy)
    return True


async def _is_bare_author(turn: Turn) -> bool:
    """Tell whether a few words that were read as nothing surely are the name of an author of the catalogue."""
    if turn.confidence >= _BARE_SURE or not 0 < word_count(turn.text) <= _BARE or "?" in turn.text or "؟" in turn.text:
        return False
    said = turn.text.strip(f" {_SIGNS}")
    if len(said) < _BARE + 1:
        return False
    page = await turn.library.search(author=said, limit=1, exactly=True)
    return bool(page.titles) and bool(page.author) and not page.corrected


def _refuses(turn: Turn) -> bool:
    return _ONLY.search(fold(turn.text)) is not None or _BY_AUTHOR.search(fold(turn.text)) is not None


def _named(turn: Turn) -> str:
    """Give the name that stands behind "the one by", or behind "no, only"; empty for none."""
    said = fold(turn.text).replace("’", "'").strip(" .!")
    found = _BY_AUTHOR.search(said) or _ONLY.search(said)
    if found is None:
        return ""
    name = next(value for value in found.groupdict().values() if value)
    if name.strip(f" {_SIGNS}") in _PRONOUNS:
        return ""
    parts = [_COPULA.sub("", part.strip(f" {_SIGNS}")) for part in re.split(r"[,،;]", name)]
    return ", ".join(part for part in parts if part)


async def _of_author(turn: Turn, name: str, said: str, author: str) -> Title | None:
    """Give the title of an author that the other words of a name tell: "Reza Ghasemi, Hamnavai"."""
    rest = " ".join(word.strip(_SIGNS) for word in name.split() if word.strip(_SIGNS) not in said.split())
    if len(rest) <= _BARE:
        return None
    page = await turn.library.search(author=author, limit=_MANY)
    words = rest.split()
    fitting = [title for title in page.titles if all(word in fold(title.title) for word in words)]
    return fitting[0] if fitting else None


async def _by_a_word(turn: Turn) -> Title | None:
    """Give the one title of the list just shown that is told by a word of its name."""
    shown = await titles_shown(turn)
    said = fold(turn.text)
    if len(shown) < _FEWEST:
        return None
    for found in _BY_A_WORD.finditer(said):
        given = next(value for value in found.groupdict().values() if value)
        words = [word for word in given.split() if word not in _NO_NAME]
        fitting = [title for title in shown if words and all(_stands(word, title) for word in words)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _stands(word: str, title: Title) -> bool:
    """Tell whether a word stands in a title's name, with an ending of speech or without."""
    names = [one.strip(_SIGNS) for one in fold(title.title).split()]
    return word in names or _COPULA.sub("", word) in names or word.removesuffix("s") in names
