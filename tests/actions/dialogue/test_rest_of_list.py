"""What a list of titles or events left out is shown where it is asked for, whatever the words were read as."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from actions.dialogue.turn import Services
from crm import records
from crm.library_info.closings_and_events import EventValues, put_event
from tests.support.store_rows import SARA, add
from tests.support.talk import Begin, Said

MANY = 9
OTHERS = "Show the others"


async def shelves(services: Services) -> None:
    """Let there be more titles of an author than a list holds."""
    for number in range(MANY):
        name = f"Tale {number}"
        row = {"title": name, "authors": "Ann Teller", "search_norm": f"tale {number} ann teller"}
        await add(services.store, records.TitleRecord, ils_bib_id=f"t{number}", search_squash="t", language="en", **row)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "بقیه‌اش رو هم نشون بده"),
        ("fa", "خب، بقیه رو نشون بده"),
        ("fa", "بقیه‌شونو هم بگو لطفاً"),
        ("en", "show me the rest"),
        ("en", "Can you show the others too?"),
        ("en", "and the rest please"),
    ],
)
@pytest.mark.parametrize("read_as", ["out_of_scope", "loans"])
async def test_the_rest_is_shown(begin: Begin, services: Services, language: str, text: str, read_as: str) -> None:
    await shelves(services)
    talk = await begin(language)
    first = await talk.says("search_book", "Ann Teller", author="Ann Teller")
    assert "Tale" in first.text
    rest = await talk.says(read_as, text)
    told = [{f"Tale {number}" for number in range(MANY) if f"Tale {number}" in said.text} for said in (first, rest)]
    assert told[0] and told[1] and not told[0] & told[1]


async def test_the_rest_of_an_author_is_shown_after_one_of_the_titles(begin: Begin, services: Services) -> None:
    await shelves(services)
    talk = await begin("en")
    await talk.says("search_book", "Tale 3", title="Tale 3")
    first = await talk.says("search_book", "what else by the same author?", sure=0.5, moves={"title.others": 0.93})
    assert "show me the rest" in first.text
    rest = await talk.says("out_of_scope", "show me the rest")
    told = [{f"Tale {number}" for number in range(MANY) if f"Tale {number}" in said.text} for said in (first, rest)]
    assert told[1] and not told[0] & told[1] and "Tale 3" not in rest.text


async def test_what_is_to_be_done_with_the_rest_is_no_list(begin: Begin, services: Services) -> None:
    await shelves(services)
    talk = await begin("en")
    await talk.says("search_book", "Ann Teller", author="Ann Teller")
    said = await talk.says("renew", "renew the rest")
    assert "Tale" not in said.text


async def calendar(services: Services, count: int = 15) -> None:
    """Let there be more events than two lists hold, one a day, five days from now on."""
    for number in range(count):
        begins = services.store.clock.now() + timedelta(days=5 + number)
        values: dict[str, Any] = dict.fromkeys(EventValues.__dataclass_fields__)
        values |= {
            "title_fa": f"نشست {number}.",
            "title_en": f"Meeting {number}.",
            "starts_at": begins,
            "ends_at": begins,
        }
        await put_event(services.store, EventValues(**values), by=SARA)


def offers_rest(said: Said) -> bool:
    return OTHERS in [button["title"] for button in said.buttons]


def meetings(said: Said) -> list[int]:
    return [int(number) for number in re.findall(r"Meeting (\d+)\.", said.text)]


@pytest.mark.parametrize("by_button", [False, True])
async def test_the_events_behind_the_sixth_are_shown(begin: Begin, services: Services, by_button: bool) -> None:
    await calendar(services)
    talk = await begin("en")
    said = await talk.says("events", "meetings")
    told = [meetings(said)]
    while offers_rest(said):
        said = await (talk.presses(said.payload(OTHERS)) if by_button else talk.says("loans", "show me the rest"))
        told.append(meetings(said))
    assert [len(each) <= 6 for each in told] == [True] * 3
    assert [number for each in told for number in each] == list(range(15))


async def test_the_rest_of_a_list_of_before_is_all_from_there_on(begin: Begin, services: Services) -> None:
    await calendar(services)
    talk = await begin("en")
    first = await talk.says("events", "meetings")
    await talk.presses(first.payload(OTHERS))
    again = await talk.presses(first.payload(OTHERS))
    last = meetings(first)[-1]
    assert meetings(again) == list(range(last + 1, last + 7))


async def test_what_is_not_asked_of_a_list_of_events_is_no_rest(begin: Begin, services: Services) -> None:
    await calendar(services, count=4)
    talk = await begin("en")
    said = await talk.says("events", "meetings")
    assert meetings(said) == [0, 1, 2, 3] and not offers_rest(said)
