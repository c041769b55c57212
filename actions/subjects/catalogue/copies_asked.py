"""Questions about the copies of a title that is named or was just spoken of, however they were read."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words, word_count
from actions.facts.choices import librarian, menu
from actions.facts.lines import is_seen, listed
from actions.subjects.catalogue.catalogue_missing import catalogue_is_missing
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.moves.title import ask_of, titles_meant
from actions.subjects.titles.spoken_of import titles_shown
from actions.subjects.titles.titles import SHORT, is_titled
from language.choices import find_choice
from language.normalise import fold
from language.requests.titles.copy_questions import asks_where_all, find_copy_question, without_copy_question
from language.requests.titles.names import find_named
from library.values import Title

__all__ = ["asked_of_copies"]

# After these a title was spoken of.
_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals".split())
# Read surely as one of these, copies of something else are asked after.
_ELSEWHERE = frozenset("print_scan equipment room_booking hours events card_registration loan_policy".split())
_SURE = 0.85
_LONGEST = 24  # words
_LOOKED_AT = 3
_MOST_CLAUSES = 4
# Of so many titles one asks which branch has them all.
_FEWEST, _MOST = 2, 4
_SENTENCE = re.compile(r"[.!?؟\n]+")
_CLAUSE = re.compile(r"[,،;؛:–—]| - |\b(?:and )?if so\b")


async def asked_of_copies(turn: Turn) -> bool:
    """Tell how many copies there are, how many wait, when one is back, or which branch has all; False for none."""
    if turn.is_payload or word_count(_asking(turn.text)) > _LONGEST:
        return False
    if (turn.slot("pending") or {}).get("awaits") in {"told", "score"}:
        return False
    last = turn.thread.last
    spoken = last is not None and last.act in _OF_TITLES
    if spoken and asks_where_all(turn.text):
        return await _where_all(turn)
    name = find_copy_question(turn.text)
    if name is None or (turn.intent in _ELSEWHERE and turn.confidence >= _SURE and not spoken):
        return False
    title = await _named(turn)
    if title is not None and name != "copies" and await _is_own(turn, title):
        # Of what the patron has, or has reserved, the account knows more.
        return False
    if title is None and (other := _OF_OTHER.search(turn.text)) is not None:
        return await _of_other(turn, other["name"].strip())
    if title is None and _OF_NAMED.search(fold(turn.text)):
        return False
    if title is None and (spoken or (name == "elsewhere" and last is not None and last.kind == "hold")):
        meant = await titles_meant(turn)
        title = meant[0] if meant is not None and len(meant) == 1 else None
    # Where else it is the copies tell, branch by branch.
    return title is not None and await ask_of(turn, title, f"title.{'copies' if name == 'elsewhere' else name}")


# "How many copies of Zorblax Rising?" is asked of no other, whatever was spoken of.
_OF_OTHER = re.compile(
    r"\b[Cc]opies of [\"“']?(?P<name>[A-Z][^?.!,”\"]{2,60}?)[\"”]?"
    r"(?= (?:do|does|did|are|is|have|has|can|in|at)\b|[?.!,]|$)"
)
_OF_NAMED = re.compile(r"\bcopies of (?!it\b|this\b|that\b|them\b|these\b|those\b|each\b|both\b|the\b)\w")


async def _of_other(turn: Turn, name: str) -> bool:
    """Say that a title that is named by capitals is not there; False where the catalogue has something like it."""
    page = await turn.library.search(name, limit=1)
    if page.titles and not page.corrected:
        return False
    turn.intent = "search_book"
    turn.show("title", [])
    if await catalogue_is_missing(turn):
        return True
    turn.say("utter_search_none", query=name, choices=[*menu("suggest_purchase"), librarian()])
    return True


async def _is_own(turn: Turn, title: Title) -> bool:
    if turn.patron is None:
        return False
    own = [one.title for one in await turn.library.loans(turn.patron_id)]
    own += [one.title for one in await turn.library.holds(turn.patron_id)]
    return any(is_titled(one, title.title) for one in own)


async def _named(turn: Turn) -> Title | None:
    """Give the title that the sentence of the question names by its whole name."""
    asked = without_copy_question(_asking(turn.text))
    # "Do you have Emma, and if so how many copies?": the title stands in another clause.
    clauses = [search_words(part) for part in _CLAUSE.split(asked)] if _CLAUSE.search(asked) else []
    # "Brave New World, in English. How many copies?": it may stand in the sentence before.
    before = "" if search_words(asked) else _before(turn.text)
    others = [search_words(part) for part in _CLAUSE.split(before) if part.strip()]
    for said in dict.fromkeys(
        filter(
            None,
            (search_words(asked), turn.entity("title") or "", *clauses[:_MOST_CLAUSES], *others[-_MOST_CLAUSES:]),
        )
    ):
        page = await turn.library.search(said, limit=_LOOKED_AT)
        if page.author or (page.corrected and (page.total > 1 or word_count(said) < _FEWEST)):
            continue
        shorts = [SHORT.split(one.title)[0] for one in page.titles]
        places = find_named(said, shorts).places
        named = [one for place, one in enumerate(page.titles) if place in places and _is_whole(one, said)]
        if named:
            return next((one for one in named if one.language == turn.language), named[0])
    return None


def _asking(text: str) -> str:
    """Give the sentence that asks of copies; the whole text where none does by itself."""
    return next((part for part in _SENTENCE.split(text) if find_copy_question(part) is not None), text)


def _before(text: str) -> str:
    """Give the sentence right before the one that asks of copies; empty where there is none."""
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    at = next((place for place, part in enumerate(parts) if find_copy_question(part) is not None), 0)
    return parts[at - 1] if at else ""


def _is_whole(title: Title, said: str) -> bool:
    """Tell whether a title is named by its whole name; one short word of a sentence names none."""
    return is_titled(title.title, said) or word_count(SHORT.split(title.title)[0]) > 1


async def _where_all(turn: Turn) -> bool:
    """Tell which branches have all of the titles shown, or of those that were looked at one after the other."""
    titles = await _all_meant(turn)
    if not _FEWEST <= len(titles) <= _MOST:
        return False
    standing: list[dict[str, dict[str, str]]] = []
    seen = True
    for title in titles:
        places = await turn.library.availability(title.id)
        seen = seen and is_seen(places)
        standing.append({one.branch.code: dict(one.branch.name) for one in places if one.available})
    common = [name for code, name in standing[0].items() if all(code in others for others in standing)]
    turn.intent = "search_book"
    turn.did("search_book", kind="title", things=[one.id for one in titles], result="told")
    if common:
        await show_found(turn, titles, "utter_titles_together", branches=listed(common))
    else:
        await show_found(turn, titles, "utter_titles_apart" if seen else "utter_titles_not_seen")
    return True


async def _all_meant(turn: Turn) -> list[Title]:
    """Give the titles of the last two searches for one each, or those of the list just shown."""
    shown = await titles_shown(turn)
    if len(shown) >= _FEWEST and (turn.focus("title") is None or find_choice(fold(turn.text)) is not None):
        return shown
    single = [act.things[0] for act in turn.thread.acts() if act.act in _OF_TITLES and len(act.things) == 1]
    found = [await turn.library.title(one) for one in list(dict.fromkeys(single))[:_FEWEST]]
    return [one for one in reversed(found) if one is not None]
