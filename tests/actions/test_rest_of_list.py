"""What a list of titles left out is shown where it is asked for, whatever the words were read as."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm import records
from tests.support.store_rows import add
from tests.support.talk import Begin

MANY = 9


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
