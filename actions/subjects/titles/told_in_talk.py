"""Which title of those spoken of is meant: by what its record tells, "the one with the butler", or as the one not read."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn, nested
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.titles.spoken_of import titles_shown
from actions.subjects.titles.titles import SHORT
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from language.normalise import fold
from language.requests.titles.names import find_named
from language.requests.titles.title_questions import find_title_question
from library.search.words import CHATTER
from library.values import Title

__all__ = ["cut_what_was_read", "tells_of_theirs"]

_MANY, _FEWEST, _MOST_SHOWN = 40, 2, 5
_SIGNS = ".,:;!?؟،؛«»\"'()“”"
# What it is told by: "the one with the butler", «اون یکی که درباره‌ی نقاش ژاپنیه».
_TOLD_BY = re.compile(
    r"\b(?:one|book|novel),? (?:with|about|where|in which|that has) (?:the |a |an |some |that |all the )?(?P<en>[^.,;:?!]{3,60})"
    r"|(?<!\w)(?:اون|اونی|همون|همونی|آن|همان)(?: ?یکی)?[،,]? (?:همون )?که (?:توش |در مورد |درمورد |راجع به |درباره\w{0,2} |مال )?(?P<fa>[^.،؛:؟?!]{2,40})"
    r"|\b(?:oon|un|hamun|hamoon)i?(?: yeki)? ke (?:tush |darbare\w{0,2} |raje be )?(?P<latin>[^.,;:?!]{3,40})"
)
_THE_OTHER = re.compile(
    r"\b(?:the|that|his|her|their) other (?:one|book|novel)\b|(?<!\w)(?:اون|آن) ?(?:یکی)(?!\w)|\b(?:oon|un) yeki\b"
)
# These tell nothing of what is in a book.
_TELLING_NOTHING = CHATTER | frozenset(
    fold(word)
    for word in "the and his her their with about in it is was that there who please one book novel توش که هست بود داره داشت بودش رو را یه یک بده میخوام".split()
)
_COPULA = re.compile(r"(?<=[^\W\d_]{3})(?:ه|ست|ه؟|س|اس|ها|های)$")


async def tells_of_theirs(turn: Turn) -> bool:
    """Tell of the title that words tell among those shown and their author's others; without the one refused by name.

    "No, the other one, the one with the butler"; where none is told so, of those that were not refused.
    """
    shown = await titles_shown(turn)
    found = _TOLD_BY.search(fold(turn.text))
    if not shown or found is None:
        return False
    told = [word for part in next(filter(None, found.groups())).split() if (word := part.strip(_SIGNS))]
    words = [word for word in told if len(word) > 2 and word not in _TELLING_NOTHING]
    author = _one_author(shown)
    every = (await turn.library.search(author=author, limit=_MANY)).titles if author else ()
    candidates = list({one.id: one for one in (*shown, *every)}.values())
    named = find_named(turn.text, [SHORT.split(one.title)[0] for one in candidates]).places
    left = [one for place, one in enumerate(candidates) if place not in named]
    fitting = [one for one in left if words and all(_tells(one, word) for word in words)]
    own = [one for one in fitting if one.language == turn.language] or fitting
    if len(own) == 1:
        _settle(turn)
        await show_title(turn, own[0])
        return True
    if fitting or not named or not author or len(shown) < _FEWEST or _THE_OTHER.search(fold(turn.text)) is None:
        return False
    refused = {edition.id for place in named for edition in await turn.library.editions(candidates[place].id)}
    others = [one for one in left if one.id not in refused]
    if not others:
        return False
    _settle(turn)
    more = len(others) - _MOST_SHOWN
    await show_found(
        turn,
        others[:_MOST_SHOWN],
        "utter_search_author",
        count=len(others),
        query=author,
        author=author,
        more=nested("utter_part_more", count=more) if more > 0 else None,
    )
    return True


def _settle(turn: Turn) -> None:
    turn.intent, turn.confidence, turn.entities, turn.moves = "search_book", 1.0, {}, {}


def _one_author(titles: Sequence[Title]) -> str:
    """Give the first author of titles that are all by one; empty where they are by several."""
    names = {re.split(r"[؛;،,]", one.author)[0].strip() for one in titles}
    # A translation writes the name in its own letters.
    latin = {name for name in names if name.isascii()}
    return next(iter(latin or names), "") if len(latin) <= 1 and len(names - latin) <= 1 else ""


def _tells(title: Title, word: str) -> bool:
    """Tell whether a word, with its ending or without, stands in a title's name or its summary."""
    said = {one.strip(_SIGNS) for one in fold(f"{title.title} {title.summary or ''}").split()}
    forms = {word, word.removesuffix("s"), f"{word}s", _COPULA.sub("", word)}
    return not said.isdisjoint(forms)


# What was read, and what is in one's hands, is not looked for.
_READ = re.compile(
    r"\b(?:i|i've|i have|we|we've)(?: have)?(?: (?:already|just|only|now|recently|once)){0,2} (?:read|finished|had|got|own)\b|^(?:just |already )?(?:finished|read)\b"
    r"|(?<!\w)(?:خوندم|خواندم|خونده ?ام|خوانده ?ام|تموم کردم|تمام کردم|خوندمش|دارم خودم|خودم دارم)(?!\w)|\bkh(?:u|oo)nd(?:a|ea|eha)m\b|\btamu?m kardam\b"
)
_SAID_OF_IT = re.compile(
    r"\b(?:already|before|last \w{3,5}|ghablan|taze)\b|(?<!\w)(?:قبلا|قبلاً|تازه|هم|به تازگی|دیروز|خودم)(?!\w)"
)
_ASKS = re.compile(
    r"[?؟]|\b(?:have you|do you|you got|got|any|is|are|what about|how about|reserve|want|like)\b"
    r"|(?<!\w)(?:دارین|دارید|داری|هست|موجود\w{0,3}|چی|چطور|میخوام|می خوام|رزرو)(?!\w)|\b(?:darin|darid|dari|hast|mojude?|mojoode?|chi|mikham)\b"
)
_CLAUSE = re.compile(r"[.,،;؛!?؟\n]+\s{0,3}|\s(?:but|ولی|اما|vali)\s")
_READ_SO = frozenset("search_book shelf_location recommendation hold".split())
_MOST_CLAUSES = 6


async def cut_what_was_read(turn: Turn) -> None:
    """Leave out the clause that tells which title was read, where another is asked for: "I've read X. Have you Y?"."""
    if turn.is_payload or turn.intent not in _READ_SO or _READ.search(fold(turn.text).replace("’", "'")) is None:
        return
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(turn.text)), len(turn.text)]
    clauses = [turn.text[start:end] for start, end in zip(cuts, cuts[1:], strict=False) if turn.text[start:end].strip()]
    if not _FEWEST <= len(clauses) <= _MOST_CLAUSES:
        return
    read = [one for one in clauses if _READ.search(fold(one).replace("’", "'"))]
    rest = [one for one in clauses if one not in read]
    if not read or not rest or _ASKS.search(fold(" ".join(rest))) is None:
        return
    known = await _first_named(turn, [*(_SAID_OF_IT.sub(" ", _READ.sub(" ", fold(one))) for one in read), *read])
    asked = await _first_named(turn, rest)
    if known is None or asked is None or asked.id == known.id:
        return
    turn.text = "".join(rest).strip()
    left = {name: values for name, values in turn.entities.items() if name == "branch"}
    placed = bool(left) and find_title_question(turn.text) is None
    turn.entities = {**left, **({"ref": [f"title:{asked.id}"]} if placed else {"title": [asked.title]})}


async def _first_named(turn: Turn, clauses: Sequence[str]) -> Title | None:
    for clause in clauses:
        if (title := await _named_in(turn, clause)) is not None:
            return title
    return None


async def _named_in(turn: Turn, clause: str) -> Title | None:
    """Give the title that a clause names; in Latin letters also the one Persian title that is written so."""
    title = await title_of_words(turn, clause) or await title_named(turn, clause)
    if title is not None or turn.language != "fa" or not clause.isascii() or len(clause.split()) < _FEWEST:
        return title
    page = await turn.library.search(clause.strip(f" {_SIGNS}"), limit=_FEWEST, exactly=True)
    return page.titles[0] if len(page.titles) == 1 and not page.corrected and not page.author else None
