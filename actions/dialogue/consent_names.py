"""Whether the words of an order name just what was asked about, or another thing of the patron's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.latin_titles import own_named
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.deeds.said_again import points
from library.values import Hold, Loan

__all__ = ["asked_ids", "is_title_asked", "names_asked", "names_one_asked", "other_own"]

_MARKS = re.compile(r"[«»“”\"']")
_WORD = re.compile(r"[^\W_]{1,30}")
_ANY = re.compile(
    r"\b(?:an?|any|some|another) (?:other )?(?:book|novel|title|one|work)s?\b|\bsomething\b"
    r"|(?<!\w)(?:یه|یک|هر) (?:کتاب|رمان|چیز|عنوان)\w{0,3}(?!\w)|\b(?:ye|yek|har) (?:ketab|roman|chiz)\w{0,2}\b"
)
# So many words beside a title's are only what stands around it: "the reservation of Dune".
_AROUND = frozenset(
    "the my a book novel reservation hold loan of on for by one only just copy کتاب رمان رزرو امانت رو را فقط همون همین"
    " اون این آن یکی ketab ketabe rezerve reserve faghat hamun hamin un in ro".split()
)


def asked_ids(pending: dict[str, Any]) -> list[str]:
    """Give the identifiers of what a waiting question is about: reservations, loans or titles."""
    args = pending.get("args") or {}
    several = args.get("holds") or args.get("ids") or args.get("titles")
    return [str(one) for one in several or [args.get("hold") or args.get("title")] if one]


async def _own_of(turn: Turn) -> list[Loan | Hold]:
    """Give a patron's loans and reservations; nothing where nobody is signed in."""
    if turn.patron is None:
        return []
    return [*await turn.library.loans(turn.patron_id), *await turn.library.holds(turn.patron_id)]


async def names_asked(turn: Turn, pending: dict[str, Any], deed: str, words: str) -> bool:
    """Tell whether folded words point at what is asked about, or name it and nothing else."""
    said = _MARKS.sub(" ", words).strip()
    ids = asked_ids(pending)
    if _ANY.search(said) is not None:
        # "Reserve a book by Orwell" once more: any of theirs, not the one that was asked about.
        return False
    if points(said, deed, max(len(ids), 1)):
        return True
    own = await _own_of(turn)
    asked: Sequence[tuple[str, str]] = [(one.title, one.author) for one in own if one.id in ids]
    if not asked and str(pending.get("do")) == "hold":
        found = [await turn.library.title(one) for one in ids]
        asked = [(title.title, title.author) for title in found if title is not None]
    if not asked:
        return False
    others = [(one.title, one.author) for one in own if one.id not in ids and (one.title, one.author) not in asked]
    every = [*asked, *others]
    named = own_named(said, [title for title, _ in every], [author for _, author in every])
    if named != list(range(len(asked))):
        return False
    most = max(len(f"{title} {author}".split()) for title, author in asked) * len(asked)
    return len([word for word in _WORD.findall(fold(said)) if word not in _AROUND]) <= most


async def is_title_asked(turn: Turn, pending: dict[str, Any], words: str) -> bool:
    """Tell whether words are the title of the one thing that is asked about, and nothing else."""
    ids = asked_ids(pending)
    if len(ids) != 1:
        return False
    titles = [one.title for one in await _own_of(turn) if one.id in ids]
    return _bare(words) in map(_bare, titles)


def _bare(words: str) -> str:
    """Give the folded words of a title, without signs."""
    return " ".join(_WORD.findall(fold(words)))


async def other_own(turn: Turn, pending: dict[str, Any], words: str) -> bool:
    """Tell whether words name a thing of the patron's own, and not only what is asked about."""
    ids, own = asked_ids(pending), await _own_of(turn)
    places = own_named(words, [one.title for one in own], [one.author for one in own]) if own else []
    return any(own[place].id not in ids for place in places)


async def names_one_asked(turn: Turn, pending: dict[str, Any], words: str) -> bool:
    """Tell whether words name, of several things that are asked about, some and not all."""
    ids = asked_ids(pending)
    own = [one for one in await _own_of(turn) if one.id in ids]
    places = own_named(words, [one.title for one in own], [one.author for one in own]) if len(own) > 1 else []
    return 0 < len(places) < len(own)
