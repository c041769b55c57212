"""What else there is by an author, whatever the message was read as: of the one who is named, or who is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.at_branch import first_there
from actions.subjects.catalogue.editions import first_author
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.titles.heard_so import may_ask_of_title, waits_for_words
from actions.subjects.titles.spoken_of import editions_of, titles_shown
from actions.subjects.titles.titles_in_talk import title_meant
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.reading import read_wish
from language.requests.titles.others_asked import find_others_asked
from language.requests.titles.poets import means_poet
from language.requests.titles.title_there import speaks_of_own
from library.values import Title

__all__ = ["tell_others", "tells_of_theirs"]

_RESERVES = re.compile(
    r"\b(?:reserv\w{0,6}|on hold|put me down|hold it|for me|rezerv\w{0,3})\b|رزرو|نگه ?دار|کنار ?بذار"
)
# The house's things are none of an author's: what is read so is the name's.
_OF_HOUSE = frozenset({"facilities"})
_READ_OR_BUY = re.compile(
    r"\b(?:buy|bought|purchase|order(?:ed|ing)?)\b|(?<!\w)ن?(?:می ?|ب)?خر(?:ید|ین|ند|م)|(?<!\w)سفارش"
    r"|دیگ[هر]\w{0,4} (?:\w{1,6} ){0,2}(?:ن?(?:می ?)?(?:خوند|خواند)|نمی ?خوا)"
)
_LONGEST, _MANY, _LOOKED_AT, _SHOWN = 40, 40, 20, 5


async def tells_of_theirs(turn: Turn) -> LookStep:
    """Tell what else there is by the author who is asked for; where it shall be in, what of it is."""
    if turn.is_payload or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if not may_ask_of_title(turn) and (turn.intent not in _OF_HOUSE or waits_for_words(turn)):
        return LookStep.ON
    if speaks_of_own(turn.text) or _READ_OR_BUY.search(fold(turn.text)):
        return LookStep.ON
    asked = find_others_asked(turn.text)
    if asked is None or orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    if turn.intent == "hold" and _RESERVES.search(fold(turn.text)):
        # "Anything else by her? Dune maybe, I'd love to reserve it": the title that is named.
        return LookStep.ON
    wish = read_wish(turn.text).wish
    if wish.lacking("author").lacking("like").packed():
        # What it is to be like is a wish for something to read.
        return LookStep.ON
    title = await title_meant(turn)
    author = await _named(turn, asked.names) if asked.names else ""
    shown = await titles_shown(turn)
    if not asked.names and title is None and shown and len({first_author(one) for one in shown}) == 1:
        title = shown[0]
    if not author and not asked.names and title is not None:
        author = first_author(title)
    page = await turn.library.search(author=author, limit=_MANY) if author else None
    if page is None or not page.titles or page.corrected:
        return LookStep.ON
    out = set(turn.shown("title")) if len(turn.shown("title")) == 1 else set()
    if title is not None:
        out.update(await editions_of(turn, title))
    others = [one for one in page.titles if one.id not in out and (title is None or one.title != title.title)]
    turn.read_as("search_book")
    await tell_others(turn, page.author or author, others, title, out=out, free=asked.free)
    return LookStep.DONE


async def _named(turn: Turn, names: Sequence[str]) -> str:
    """Give the author whom the first of some names names exactly, as the catalogue writes it; empty for none."""
    for name in names:
        if not means_poet(turn.text) and await directory.find_branch(turn.store, name) is not None:
            continue
        page = await turn.library.search(author=name, limit=1, exactly=True)
        if page.titles and page.author and not page.corrected:
            return page.author
    return ""


async def tell_others(
    turn: Turn, author: str, others: Sequence[Title], title: Title | None, *, out: Iterable[str], free: bool
) -> None:
    """Show the others by an author, those in at the branch that is named first; say where there is none."""
    if not others:
        turn.say("utter_title_only_one", title=title.title if title is not None else author, author=author)
        return
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    if free or branch is not None:
        others = (await first_there(turn, others[:_LOOKED_AT], [branch.code] if branch is not None else [])).ordered
    ids = [one.id for one in others[:_SHOWN]]
    # What was told of already is none of the rest.
    turn.remember(searched={"query": author, "author": author, "last": ids, "seen": [*ids, *sorted(out)]})
    rest = len(others) - len(ids)
    more = nested("utter_part_more", count=rest) if rest > 0 else None
    await show_found(turn, others[:_SHOWN], "utter_search_author", author=author, more=more)
