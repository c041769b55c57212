"""Beside a library system that does not say what is on the shelf, nothing is said to be in, and nothing to be out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from language.answers import Answers
from library.embedded.adapter import EmbeddedLibrary
from library.values import BranchAvailability, Capability, Hold, HoldState
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk, talk_with

# What none of the answers may say: that something is in or out, free, on loan, or at a branch now.
IN_OR_OUT = (
    "available at", "free now", "no copy is free", "are on loan", "is not in", "none of these", "in right now:",
    "expected back", "no branch has all", "in now at",
)  # fmt: skip
CANNOT = "can’t be seen from here"


class Unseeing(EmbeddedLibrary):
    """Our own library, as one that does not say where copies are, nor until when a ready reservation is kept."""

    def capabilities(self) -> frozenset[Capability]:
        return super().capabilities() - {Capability.ON_SHELF, Capability.KEPT_UNTIL}

    async def availability(self, title_id: str) -> list[BranchAvailability]:
        return [
            BranchAvailability(one.branch, 0, one.total, None, one.call_number, one.shelf, one.for_loan, is_seen=False)
            for one in await super().availability(title_id)
        ]

    async def waiting(self, title_id: str) -> int | None:
        return None

    async def holds(self, patron_id: int) -> list[Hold]:
        return [replace(one, ready_until=None) for one in await super().holds(patron_id)]


@pytest.fixture
def begin(services: Services, answers: Answers) -> Begin:
    unseeing = replace(services, library=Unseeing(services.store, services.store.clock))

    async def start(language: str = "fa", card: str | None = None) -> Talk:
        return await talk_with(unseeing, answers, language, card)

    return start


def says_neither(said: str) -> bool:
    return not any(words in said.casefold() for words in IN_OR_OUT)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", "Do you have The Hobbit?"),
        ("search_book", "is The Hobbit in?"),
        ("search_book", "is The Hobbit in at Saadi?"),
        ("search_book", "how many copies of The Hobbit do you have?"),
        ("search_book", "when is The Hobbit back?"),
        ("search_book", "how many people are waiting for The Hobbit?"),
        ("search_book", "may I take The Hobbit home?"),
        ("search_book", "who has The Hobbit?"),
    ],
)
async def test_of_one_title_it_is_said_that_nobody_sees_it(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en")
    said = await talk.says(intent, words, title="The Hobbit")
    assert said.names and says_neither(said.text), said.text
    # The same is not said three times.
    then = await talk.says(intent, "is it at Saadi now?")
    assert says_neither(then.text) and (CANNOT in then.text or then.names == ["utter_same_again"]), then.text


async def test_of_several_titles_none_is_picked_and_none_left_out(begin: Begin) -> None:
    talk = await begin("en")
    shown = await talk.says("search_book", "books by Orwell", author="Orwell")
    for words, move in (("which of them are in?", "available"), ("which of these is available now?", "choose")):
        said = await talk.says("search_book", words, sure=0.5, moves={f"title.{move}": 0.95})
        assert said.names == ["utter_titles_not_seen"] and says_neither(said.text), said.text
        assert len(said.buttons) == len(shown.buttons) > 1


async def test_a_branch_that_has_both_is_not_guessed(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    said = await talk.says("location", "which branch has both?")
    assert said.names == ["utter_titles_not_seen"] and says_neither(said.text)


async def test_a_wish_for_what_is_in_is_met_without_saying_that_it_is(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("recommendation", "something funny that is in at Saadi right now")
    assert says_neither(said.text), said.text


async def test_only_if_it_is_free_reserves_nothing_where_nobody_sees_it(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000003")
    said = await talk.says("hold", "reserve کوری if it's available", title="کوری")
    assert said.names == ["utter_hold_not_seen"] and says_neither(said.text)
    count = (
        "select count(*) from hold join title_record t on t.id = hold.title_id where closed_at is null and t.title ="
    )
    assert await scalar(services.store, text(f"{count} 'کوری'")) == 0


async def test_a_ready_reservation_without_a_last_day_names_none(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000001")
    ready = [one for one in await talk.services.library.holds(1) if one.state is HoldState.READY]
    assert ready and all(one.ready_until is None for one in ready)
    for words in ("my reservations?", "until when is it kept?", "is it the last day today?", "can you keep it longer?"):
        said = await talk.says("hold_status", words)
        assert said.names and "None" not in said.text and "until ." not in said.text, said.text


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", "which books by Orwell are at the Saadi branch?"),
        ("search_book", "do you have Burmese Days at the Saadi branch"),
        ("recommendation", "a political novel at the Saadi branch"),
        ("new_arrivals", "what's new at the Saadi branch?"),
    ],
)
async def test_nothing_is_said_to_be_in_at_a_branch_that_is_named(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("en")).says(intent, words)
    assert says_neither(said.text) and CANNOT in said.text
