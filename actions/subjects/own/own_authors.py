"""A patron's own thing by its author, as any edition of it spells the name: "the Camus" for «بیگانه», «اون کتاب کامو»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.own.own_names import may_be_name
from language.scripts import skeleton
from library.values import Hold, Loan

__all__ = ["in_titles_by_author"]

_MOST_AUTHORS, _MOST_OF_AUTHOR = 2, 20
# So many things are looked at.
_MOST = 12
_AUTHORS = re.compile("[؛;،,]")
# So like, in percent, is a name to the last of an author's in the other script; and so like with a slip in it.
_LIKE_NAME, _LIKE = 60, 88
_LONG = 5

_NO_AUTHOR = frozenset(
    "last first second third fourth other next same whole only late overdue library book what that this there here"
    " today tomorrow system algorithm graphic programming red blue short long thick thin"
    # A branch bears the name of a poet.
    " saadi sadi central main ferdows سعدی مرکزی فردوس".split()
)
# "Do you have the Camus one?" is asked of the catalogue, and so is "something else by Camus".
_OF_CATALOGUE = re.compile(
    r"\b(?:do|have) you (?:also |still )?(?:have|got)\b|\b(?:another|any other|anything|something|in stock|on the shelf|which|is there|are there|shorter|longer|better|(?:should|shall|could|can) i read|read next|recommend\w{0,6}|suggest\w{0,6})\b|(?<!\w)(?:دارید|دارین|موجوده|دیگه ای)(?!\w)|\b(?:darid|darin)\b"
)
_ASKS_CATALOGUE = frozenset({"search_book", "recommendation"})
_NAME = r"[^\W\d_]{3,20}"
# What may stand right behind a name that stands for a book; "the Camus biography", "the King of Iran" name none.
_EN_BEHIND = r"(?=\W{0,3}$|\s?[.,;:!?)،؟]|\s(?:one|book|novel|loan|reservation|hold|please|pls|plz|too|as well|also|instead|again|now|then|due|ready|and|or|but|plus|is|was|isn['’]t|back|until|till|when|for|if|though|because|which|that|can|could|may|has|has to|should|must|stays?|by)\b)"
# "But not Martin can" leaves out nothing: a name alone is left out.
_LEFT_BEHIND = r"(?=\W{0,3}$|\s?[.,;:!?)،؟]|\s(?:please|pls|plz|and|or|then|again)\b)"
_FA_BEHIND = r"(?=\W{0,3}$|\s?[.,;:!?)،؟]|(?:\s|\u200c)(?:رو|را|و|هم|یکی|کی|تا|چی|چطور|که|نه|لطفا|لطفاً|موعد\w{0,3}|مهلت\w{0,3}|سررسید\w{0,3}|تمدید|لغو|کنسل|باید|میخوام|می‌خوام|است|هست|رزرو\w{0,2})(?!\w))"
_LATIN_BEHIND = r"(?=\W{0,3}$|\s?[.,;:!?)]|\s(?:ro|o|ham|key|kei|ta|chi|chetor|ke|na|lotfan|mohlat\w{0,4}|tamdid|laghv|kansel|bayad|mikham|hast|rezerv\w{0,2})\b)"
_BEGINS = (
    r"(?:^\W{0,3}|(?<!\w)(?:به ?جز|به‌جز|بجز|جز|غیر از|غیراز|الا|مگر|فقط|و|یا|لطفا|لطفاً|حالا|پس|خب|ولی|اما)\s|[،,:]\s?)"
)
_POINTS = re.compile(
    rf"\b(?:the|my|that|this) (?!(?:one|book|novel|other|rest)\b)(?P<en>{_NAME})(?: (?:one|book|novel)\b)?{_EN_BEHIND}"
    rf"|\b(?:one|book|novel) (?:by|from|of) (?P<by>{_NAME}){_EN_BEHIND}"
    rf"|\b(?P<own>{_NAME})(?=['’]s (?:book|novel|one)\b(?! (?:reserv|hold))|['’]s(?: please)?\W{{0,3}}$)"
    rf"|\b(?:except|except for|but not|apart from|other than|(?:all|everything|every one) but|without) (?P<left>{_NAME}){_LEFT_BEHIND}"
    rf"|(?<!\w)(?:(?:اون|این|آن|همون|همین|همان) ?)?(?:کتاب|رمان)ِ?(?: از)? (?P<book>{_NAME}){_FA_BEHIND}"
    rf"|(?<!\w)(?:اون|این|آن|همون|همین|همان) (?P<fa>{_NAME}){_FA_BEHIND}"
    rf"|{_BEGINS}(?P<object>{_NAME}){_FA_BEHIND}"
    rf"|\b(?:(?:oo?n|un|in|hamoo?n|hamun|hamin) )?(?:ketabe?|romane?) (?:az )?(?P<ketab>{_NAME}){_LATIN_BEHIND}"
    rf"|\b(?:oo?n|un|hamoo?n|hamun|joz|be joz|bejoz|gheyr az|gheir az) (?P<latin>{_NAME}){_LATIN_BEHIND}",
    re.IGNORECASE,
)


async def in_titles_by_author(turn: Turn, own: OwnThings) -> bool:
    """Put the title of the one own thing in the place of its author, as its editions spell it; tell whether it did."""
    if turn.intent in _ASKS_CATALOGUE or _OF_CATALOGUE.search(fold(turn.text)):
        return False
    things: list[Loan | Hold] = [*own.loans, *own.holds]
    said = [(found, name) for found in _POINTS.finditer(turn.text) if _may_be_author(name := _name(found))]
    if not said or not things:
        return False
    read: list[tuple[re.Match[str], str, Loan | Hold]] = []
    unread: list[re.Match[str]] = []
    names = {thing.id: await _last_names(turn, thing) for thing in things[:_MOST]}
    for found, name in said[:_MOST_AUTHORS]:
        meant = [one for one in things[:_MOST] if _is_one_of(name, names[one.id])]
        if not meant and _surely_points(found, turn.text):
            meant = await _known(turn, name, things)
        if found["own"]:
            # "George's reservation" may be anybody's.
            meant = [one for one in meant if isinstance(one, Loan)]
        if len(meant) == 1 and not _beside_own(own, meant[0]):
            read.append((found, name, meant[0]))
        elif not meant and not any(fold(name) in fold(one.title) for one in things):
            unread.append(found)
    if any(_are_joined(turn.text, found, other) for found, _, _ in read for other in unread):
        # "Is the Pamuk ready, and the Ishiguro?" asks of both: where one is not read, the other is not told alone.
        return False
    for found, name, thing in read:
        words = name if found["own"] or found["left"] or found["object"] or found["latin"] else found[0].strip()
        turn.text = turn.text.replace(words, thing.title, 1)
        turn.renamed = (*turn.renamed, (thing.title, words))
    return bool(read)


def _are_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether two names stand side by side with an "and" or "or" between them."""
    first, second = sorted((one, other), key=lambda found: found.start())
    return _JOINS.fullmatch(text[first.end() : second.start()]) is not None


_JOINS = re.compile(r"[^.?!؟]{0,12}(?<!\w)(?:and|or|nor|plus|و|یا)\s{1,2}", re.IGNORECASE)


def _name(found: re.Match[str]) -> str:
    return next(one for one in found.groups() if one)


def _surely_points(found: re.Match[str], text: str) -> bool:
    """Tell whether a name stands for a book whatever it is: "the Camus", "Camus's", «اون کامو رو», or alone."""
    alone = found[0].strip() == text.strip(" .!?؟") and found["en"]
    capital = (found["own"] or found["en"] or found["left"] or "")[:1].isupper()
    return bool(alone or capital or found["fa"] or (found["en"] and _ONE.search(found[0])))


_ONE = re.compile(r" (?:one|book|novel)$", re.IGNORECASE)


def _may_be_author(name: str) -> bool:
    # «کامو» ends as a word with a suffix does.
    return fold(name) not in _NO_AUTHOR and (may_be_name(name) or fold(name).endswith(("مو", "یو", "شو")))


def _beside_own(own: OwnThings, thing: Loan | Hold) -> bool:
    """Tell whether the author stands beside what is named already: "The Plague, the Camus" is that one."""
    named: list[Loan | Hold] = [*own.named_loans, *own.named_holds]
    return any(one.id == thing.id or (one.author and fold(one.author) == fold(thing.author or "")) for one in named)


async def _last_names(turn: Turn, thing: Loan | Hold) -> set[str]:
    """Give the last name of who wrote a thing, as each of its editions spells it."""
    editions = await turn.library.editions(thing.title_id) if thing.title_id else []
    authors = [thing.author, *(one.author for one in editions)]
    words = [fold(_AUTHORS.split(author)[0]).split() for author in authors if author]
    return {last for said in words if said for last in (said[-1], "".join(said[-2:]))}


def _is_one_of(name: str, names: set[str]) -> bool:
    """Tell whether a name is one of these, or is with a slip in it."""
    said = fold(name)
    return said in names or (
        len(said) >= _LONG and any(len(one) >= _LONG and fuzz.ratio(said, one) >= _LIKE for one in names)
    )


async def _known(turn: Turn, name: str, things: Sequence[Loan | Hold]) -> list[Loan | Hold]:
    """Give the things by whom the catalogue finds under a name that no edition of theirs bears."""
    page = await turn.library.search(author=name, limit=_MOST_OF_AUTHOR)
    known = {fold(title.author) for title in page.titles if title.author} if not page.corrected else set()
    ids = {title.id for title in page.titles} if known else set()
    found = [one for one in things if one.title_id in ids or (one.author and fold(one.author) in known)]
    return [one for one in found if _is_surname(name, one.author or "")]


def _is_surname(name: str, author: str) -> bool:
    """Tell whether a name sounds like the last of an author's, and more so than like the first ones."""
    parts = [skeleton(fold(part).replace(" ", "")) for part in _AUTHORS.split(author)[0].split()]
    like = [fuzz.ratio(skeleton(fold(name)), part) for part in parts]
    return bool(like) and like[-1] >= _LIKE_NAME and like[-1] > max(like[:-1], default=0.0)
