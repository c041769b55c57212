"""The titles that a description may mean: they are offered as a guess, and those that they are not are left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.vectors import vectors_of
from actions.facts.choices import item, librarian, yes
from actions.facts.lines import title_line
from crm.knowledge.entries import asked_text
from language.requests.titles.excluded import denied_parts, is_denied, without_parts
from library.values import Title

__all__ = [
    "FITS",
    "FITS_AGAIN",
    "FITS_UNSAID",
    "SPELT_OTHERWISE",
    "find_guesses",
    "find_not_denied",
    "guessed",
    "offer",
    "say_none",
]

# From where on titles are offered where a work is surely described, where one may be, and where the likeliest were not
# the one: measured by benchmarks/described.
FITS, FITS_UNSAID, FITS_AGAIN = 0.76, 0.88, 0.65
# Persian in Latin letters loses some of its words on the way to the catalogue's.
SPELT_OTHERWISE = 0.1
_OFFERED = 3
_MOST_OUT, _LONGEST = 20, 300


async def find_guesses(
    turn: Turn, told: str, fits: float, *, out: Collection[str] = (), among: Collection[str] = ()
) -> list[Title] | None:
    """Find the titles that what is told may mean, best first; None where no title has a vector."""
    meant = await turn.library.as_described(told)
    if meant is None:
        return None
    [vector] = await vectors_of(turn, [asked_text(meant)])
    if vector is None:
        return None
    return await turn.library.described(
        meant,
        language=turn.language,
        limit=_OFFERED,
        loosely=True,
        among=among,
        without=out,
        vector=vector,
        fits=fits if meant == told else fits - SPELT_OTHERWISE,
    )


async def offer(turn: Turn, titles: Sequence[Title], told: str, *, out: Collection[str] = ()) -> None:
    """Offer titles as a guess, each with what is told of it, and keep what they were guessed by."""
    ids = [title.id for title in titles]
    lines = []
    for title in titles:
        line = title_line(title, await turn.library.availability(title.id), acts=True)
        lines.append({**line, "summary": title.summary or None})
    turn.show("title", ids)
    turn.say(
        "utter_title_guess" if len(titles) == 1 else "utter_title_guesses",
        titles={"list": lines, "line": "utter_line_guess"},
        choices=[item("search_book", "title", title) for title in titles],
    )
    if len(titles) == 1:
        turn.point("title", ids[0], "search_book")
    else:
        # What is asked then, without saying of which, is asked of the likeliest.
        turn.remember(spoken={"title": ids[0], "ids": ids})
    turn.remember(
        guessed={
            "title": ids[0] if len(ids) == 1 else "",
            "ids": ids,
            "told": told[:_LONGEST],
            "out": list(out)[-_MOST_OUT:],
        }
    )


async def find_not_denied(
    turn: Turn, text: str, fits: float, *, among: Collection[str] = ()
) -> tuple[list[Title] | None, list[str]]:
    """Find the titles that a text may mean, and give the ids of those that it says it does not mean."""
    titles = await find_guesses(turn, text, fits, among=among)
    if not titles:
        return titles, []
    # Persian in Latin letters says it in the words of the catalogue, too.
    meant = await turn.library.as_described(text) or text
    parts = dict.fromkeys((*denied_parts(text), *denied_parts(meant)))
    denied, of_denied = await _denied(turn, titles, parts)
    if not denied:
        return titles, []
    rest = without_parts(meant, of_denied)
    found = await find_guesses(turn, rest, fits, out=denied, among=among) or []
    more, _ = await _denied(turn, found, parts)
    return [title for title in found if title.id not in more], [*denied, *more]


async def _denied(turn: Turn, titles: Sequence[Title], parts: Collection[str]) -> tuple[list[str], list[str]]:
    """Give the ids of the titles that are named as not meant, in any edition, and the parts that name them."""
    ids, of = [], []
    for title in titles if parts else ():
        names = [title.title, *(one.title for one in await turn.library.editions(title.id))]
        if (part := is_denied(names, parts)) is not None:
            ids.append(title.id)
            of.append(part)
    return ids, of


def say_none(turn: Turn, text: str, *, more: bool = False) -> None:
    """Say that nothing in the catalogue fits what is told, or nothing `more`, and offer to pass it on."""
    answer = "utter_title_unguessed_more" if more else "utter_title_unguessed"
    turn.show("title", [])
    turn.remember(guessed=None)
    if turn.slot("pending"):
        # What waits is not put aside for it.
        turn.say(answer, choices=[librarian()])
        return
    ref = turn.await_("file", "yes", matter="question", text=text)
    turn.say(answer, choices=[yes(ref, "utter_button_pass_on"), librarian()])


def guessed(turn: Turn) -> list[str]:
    """Give the ids of the titles that were offered as a guess, while they are what was shown last."""
    kept = turn.recall("guessed") or {}
    ids = [str(one) for one in kept.get("ids") or ()]
    return ids if ids and kept.get("told") and turn.shown("title") == ids else []
